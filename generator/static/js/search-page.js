// The search page: loads the index when it is first needed and shows what fits, as the reader types.

import { openable } from "./addresses.js";
import { loadScript } from "./load-script.js";
import { SearchEngine, speak, stem, words } from "./search-engine.js";

/** @typedef {import("./search-engine.js").Doc} Doc */
/** @typedef {{config: import("./search-engine.js").Config, docs: Doc[]}} Index */

const box = /** @type {HTMLElement} */ (document.getElementById("search-page"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
const status = /** @type {HTMLElement} */ (box.querySelector(".search-status"));
const list = /** @type {HTMLElement} */ (box.querySelector(".search-results"));
const lists = /** @type {HTMLElement} */ (box.querySelector(".search-lists"));
const say = JSON.parse(box.dataset.words ?? "{}");
const indexUrl = new URL(box.dataset.index ?? "", location.href);
const top = new URL("../", indexUrl);

/** @type {Promise<SearchEngine> | undefined} */
let loading;

/** @returns {Promise<SearchEngine>} */
function engine() {
  loading ??= loadScript(indexUrl.href).then(() => {
    const { handbookSearch } = /** @type {{handbookSearch: Index}} */ (/** @type {unknown} */ (globalThis));
    speak(handbookSearch.config);
    return new SearchEngine(handbookSearch.docs);
  });
  return loading;
}

/** @param {string} text @param {string} [query] @param {number} [count] */
function fill(text, query = "", count = 0) {
  return text.replace("{query}", query).replace("{n}", `${count}`);
}

/**
 * The part of a text around the first word with a stem, or its beginning.
 * @param {string} text
 * @param {string} term
 */
function snippet(text, term) {
  const pieces = text.split(/(\s+)/);
  /** @param {string} piece */
  const holds = (piece) => words(piece).some((word) => stem(word) === term);
  const hit = Math.max(0, pieces.findIndex(holds));
  const from = Math.max(0, hit - 16);
  const element = document.createElement("span");
  element.className = "snippet";
  if (from > 0) element.append("… ");
  for (const piece of pieces.slice(from, from + 60)) {
    if (holds(piece)) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      element.append(mark);
    } else element.append(piece);
  }
  if (from + 60 < pieces.length) element.append(" …");
  return element;
}

/** @param {import("./search-engine.js").Result} result */
function resultItem({ doc, term }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = openable(new URL(doc.location, top).href);
  link.textContent = doc.title;
  const where = document.createElement("span");
  where.className = "where";
  where.textContent = [say[`kind.${doc.kind}`], doc.part_of].filter(Boolean).join(" · ");
  item.append(link, where, snippet(doc.text, term));
  return item;
}

let turn = 0;

async function show() {
  turn += 1;
  const mine = turn;
  const query = input.value.trim();
  if (!query) {
    list.replaceChildren();
    status.textContent = "";
    lists.hidden = false;
    return;
  }
  try {
    const results = (await engine()).search(query);
    if (mine !== turn) return;
    list.replaceChildren(...results.map(resultItem));
    lists.hidden = results.length > 0;
    status.textContent = results.length
      ? fill(results.length === 1 ? say["results.one"] : say["results.other"], query, results.length)
      : fill(say.none, query);
  } catch {
    loading = undefined;
    lists.hidden = false;
    status.textContent = say.failed;
  }
}

/** Keep the words in the address, so that Back and a shared link bring the results again. */
function remember() {
  const url = new URL(location.href);
  const query = input.value.trim();
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  history.replaceState(null, "", url);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  show();
});
input.addEventListener("input", () => {
  remember();
  show();
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) show();
else input.focus();
