// Addresses that work from a disk too.

/** A link as it can be opened: a folder on a disk shows its list of files, not its page.
 * @param {string} address @returns {string} */
export function openable(address) {
  return location.protocol === "file:" ? address.replace(/\/(?=#|$)/, "/index.html") : address;
}

/** A link as others can use it: on a disk, that of the published site, where it is known.
 * @param {string} address As seen from this page; empty for the page itself. @returns {string} */
export function publicAddress(address) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
  if (location.protocol !== "file:" || !canonical) return openable(new URL(address, location.href).href);
  return new URL(address, canonical.href).href.replace(/\/index\.html(?=#|$)/, "/");
}
