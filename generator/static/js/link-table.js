// The coach's table of links: shows only those with some words, or of one kind.

import { asWords, hasWordsOf } from "./found-words.js";

const box = /** @type {HTMLElement} */ (document.getElementById("links-box"));
const words = /** @type {HTMLInputElement} */ (document.getElementById("links-words"));
const kind = /** @type {HTMLSelectElement} */ (document.getElementById("links-kind"));
const status = /** @type {HTMLElement} */ (box.querySelector(".links-status"));
const rows = [...box.querySelectorAll("tbody tr")].map((row) => ({
  row: /** @type {HTMLTableRowElement} */ (row),
  text: asWords(row.textContent ?? ""),
}));

function show() {
  const isFound = hasWordsOf(words.value);
  let count = 0;
  for (const { row, text } of rows) {
    const fits = isFound(text) && (!kind.value || row.dataset.kind === kind.value);
    row.hidden = !fits;
    if (fits) count += 1;
  }
  const { foundOne = "", foundOther = "", notFound = "" } = box.dataset;
  status.textContent = count ? (count === 1 ? foundOne : foundOther).replace("{n}", `${count}`) : notFound;
}

words.addEventListener("input", show);
kind.addEventListener("change", show);
