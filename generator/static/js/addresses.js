// Addresses that work from a disk too.

/** A link as it can be opened: a folder on a disk shows its list of files, not its page.
 * @param {string} address @returns {string} */
export function openable(address) {
  return location.protocol === "file:" ? address.replace(/\/(?=#|$)/, "/index.html") : address;
}
