// A long list: shows only the entries with some words.

import { asWords, hasWordsOf } from "./found-words.js";

/** @typedef {{all: HTMLElement[], entries: {entry: HTMLElement, text: string}[]}} List `all` is the list, and what stands above it: the
 *   name of the part, or the title of the group. */

const box = /** @type {HTMLElement} */ (document.getElementById("entry-filter"));
const words = /** @type {HTMLInputElement} */ (document.getElementById("entry-words"));
const jumps = /** @type {HTMLElement} */ (box.querySelector("nav"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));

/** @type {List[] | undefined} Read when it is first needed. */
let lists;

/** @param {HTMLElement} list @returns {List} */
function readList(list) {
  const above = /** @type {HTMLElement[]} */ ([]);
  const isAbove = ":not(.entries, .entry-filter, h1)";
  for (let one = list.previousElementSibling; one instanceof HTMLElement && one.matches(isAbove); one = one.previousElementSibling) {
    above.push(one);
  }
  const title = above.filter((one) => one.matches("h2")).map((one) => one.textContent).join(" ");
  const entries = [...list.children].map((entry) => ({
    entry: /** @type {HTMLElement} */ (entry),
    text: asWords(`${title} ${entry.textContent}`),
  }));
  return { all: [list, ...above], entries };
}

function read() {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".entry-filter ~ :is(.entries, .sources, .terms)"));
  lists ??= [...found].map(readList);
  return lists;
}

function show() {
  const isFound = hasWordsOf(words.value);
  const isAll = !words.value.trim();
  let count = 0;
  for (const { all, entries } of read()) {
    const shown = entries.filter(({ entry, text }) => !(entry.hidden = !isFound(text)));
    for (const one of all) one.hidden = shown.length === 0 || (!isAll && one.matches(".entries-part"));
    count += shown.length;
  }
  jumps.hidden = !isAll;
  const { foundOne = "", foundOther = "", notFound = "" } = box.dataset;
  const said = count ? (count === 1 ? foundOne : foundOther).replace("{n}", `${count}`) : notFound;
  status.textContent = isAll ? "" : said;
}

words.addEventListener("focus", read, { once: true }); // so that the first letter does not wait for it
words.addEventListener("input", show);
if (words.value) show(); // browsers bring back what was typed
