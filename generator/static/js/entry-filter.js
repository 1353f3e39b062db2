// A long index page: shows only the entries with some words.

import { hasWordsOf } from "./found-words.js";

const box = /** @type {HTMLElement} */ (document.getElementById("entry-filter"));
const words = /** @type {HTMLInputElement} */ (document.getElementById("entry-words"));
const jumps = /** @type {HTMLElement} */ (box.querySelector("nav"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));

/** Each list with its entries, and what stands above it: the name of the part, or the title of the group. */
const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".entries")]).map((list) => {
  const above = /** @type {HTMLElement[]} */ ([]);
  for (let one = list.previousElementSibling; one instanceof HTMLElement && !one.matches(".entries, .entry-filter"); one = one.previousElementSibling) {
    above.push(one);
  }
  const title = above.filter((one) => one.matches("h2")).map((one) => one.textContent).join(" ");
  const entries = [...list.children].map((entry) => ({
    entry: /** @type {HTMLElement} */ (entry),
    text: `${title} ${entry.textContent}`,
  }));
  return { all: [list, ...above], entries };
});

function show() {
  const isFound = hasWordsOf(words.value);
  const isAll = !words.value.trim();
  let count = 0;
  for (const { all, entries } of lists) {
    const shown = entries.filter(({ entry, text }) => !(entry.hidden = !isFound(text)));
    for (const one of all) one.hidden = shown.length === 0 || (!isAll && one.matches(".entries-part"));
    count += shown.length;
  }
  jumps.hidden = !isAll;
  const { foundOne = "", foundOther = "", notFound = "" } = box.dataset;
  const said = count ? (count === 1 ? foundOne : foundOther).replace("{n}", `${count}`) : notFound;
  status.textContent = isAll ? "" : said;
}

words.addEventListener("input", show);
if (words.value) show(); // browsers bring back what was typed
