// The files of the handbook that a browser keeps: what the list of them says, and what stands at an address.

/**
 * @typedef {[path: string, hash: string, size: number]} Entry A file from the top of the site, its hash as browsers
 *   check it, and its bytes.
 * @typedef {"pages" | "all"} Choice What the reader keeps: everything but the PDFs, or those too.
 * @typedef {{pages: Entry[], pdfs: Entry[]}} FileList
 * @typedef {FileList & {forwards: Record<string, string>}} SiteList With the pages that only lead on, and where to.
 */

/** The files that a choice keeps. @param {FileList} list @param {Choice} choice @returns {Entry[]} */
export function chosenFiles({ pages, pdfs }, choice) {
  return choice === "all" ? [...pages, ...pdfs] : pages;
}

/** How many bytes some files take. @param {Entry[]} entries */
export function sizeOf(entries) {
  return entries.reduce((sum, [, , size]) => sum + size, 0);
}

/** What stands at an address: a file by its hash, or the address that the page there leads on to.
 * @param {SiteList} list @param {string} path From the top of the site, such as `help/`.
 * @returns {{hash: string} | {forward: string} | null} Nothing for what is not in the list. */
export function standsAt({ pages, pdfs, forwards }, path) {
  const place = folderOf(path);
  if (Object.hasOwn(forwards, place)) return { forward: forwards[place] };
  /** @param {string} name */
  const find = (name) => pages.find(([file]) => file === name) ?? pdfs.find(([file]) => file === name);
  const file = find(place === "" || place.endsWith("/") ? `${place}index.html` : place);
  if (file) return { hash: file[1] };
  return Object.hasOwn(forwards, `${place}/`) || find(`${place}/index.html`) ? { forward: `${place}/` } : null;
}

/** The address of a file: that of a page is its folder, since some hosts lead there from the file.
 * @param {string} path */
export function folderOf(path) {
  return path.replace(/(^|\/)index\.html$/, "$1");
}
