// Loads a script when it is first needed. From a disk, this is the only way to get at data.

/** @param {string} address @returns {Promise<void>} Done when the script has run. Fails if it cannot be loaded. */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(address));
    });
    script.src = address;
    document.head.append(script);
  });
}
