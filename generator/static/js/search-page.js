// The search page: shows what fits, as the reader types, and loads parts of the index when they are first needed.

import { openable } from "./addresses.js";
import { loadScript } from "./load-script.js";
import { SearchEngine } from "./search-engine.js";
import { stem, words } from "./search-words.js";

const box = /** @type {HTMLElement} */ (document.getElementById("search-page"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
const status = /** @type {HTMLElement} */ (box.querySelector(".search-status"));
const list = /** @type {HTMLElement} */ (box.querySelector(".search-results"));
const more = /** @type {HTMLButtonElement} */ (box.querySelector(".search-more"));
const lists = /** @type {HTMLElement} */ (box.querySelector(".search-lists"));
const say = JSON.parse(box.dataset.words ?? "{}");
const indexUrl = new URL(box.dataset.index ?? "", location.href);
const top = new URL("../", indexUrl);
// Readers type on; what would be looked for after each letter is loaded only when they pause.
const PAUSE = 150;
// The others are loaded when the reader asks for them.
const SHOWN = 10;

const engine = new SearchEngine(async (name, version) => {
  const url = new URL(`${name}.js`, indexUrl);
  if (version) url.search = version;
  await loadScript(url.href);
  return /** @type {{handbookSearch: Record<string, unknown>}} */ (/** @type {unknown} */ (globalThis)).handbookSearch[name];
});

/** @param {string} text @param {string} [query] @param {number} [count] */
function fill(text, query = "", count = 0) {
  return text.replace("{query}", query).replace("{n}", `${count}`);
}

/** @type {Map<string, string[]>} Pieces of texts seen before -> the stems in them: the same words come again and again. */
const stemsOf = new Map();

/** Whether a piece of a text has a word with a stem. @param {string} piece @param {string} term */
function holds(piece, term) {
  let stems = stemsOf.get(piece);
  if (!stems) stemsOf.set(piece, (stems = words(piece).map(stem)));
  return stems.includes(term);
}

/**
 * The part of a text around the first word with a stem, or its beginning.
 * @param {string} text
 * @param {string} term
 */
function snippet(text, term) {
  const pieces = text.split(/(\s+)/);
  const hit = Math.max(0, pieces.findIndex((piece) => holds(piece, term)));
  const from = Math.max(0, hit - 16);
  const element = document.createElement("span");
  element.className = "snippet";
  if (from > 0) element.append("… ");
  for (const piece of pieces.slice(from, from + 60)) {
    if (holds(piece, term)) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      element.append(mark);
    } else element.append(piece);
  }
  if (from + 60 < pieces.length) element.append(" …");
  return element;
}

/** @param {import("./search-engine.js").Doc} doc @param {string} term */
function resultItem(doc, term) {
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
let pause = 0;
/** @type {import("./search-engine.js").Result[]} What was found and is not shown yet. */
let others = [];

/** @param {import("./search-engine.js").Result[]} results */
async function itemsOf(results) {
  const docs = await engine.docs(results.map(({ place }) => place));
  return docs.map((doc, index) => resultItem(doc, results[index].term));
}

async function showOthers() {
  const mine = turn;
  try {
    const items = await itemsOf(others);
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = true;
    items[0]?.querySelector("a")?.focus();
  } catch {
    if (mine === turn) status.textContent = say.failed;
  }
}

async function show() {
  clearTimeout(pause);
  turn += 1;
  const mine = turn;
  const query = input.value.trim();
  if (!query) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    lists.hidden = false;
    return;
  }
  try {
    const results = await engine.search(query);
    const items = mine === turn ? await itemsOf(results.slice(0, SHOWN)) : [];
    if (mine !== turn) return;
    list.replaceChildren(...items);
    others = results.slice(SHOWN);
    more.hidden = others.length === 0;
    lists.hidden = results.length > 0;
    status.textContent = results.length
      ? fill(results.length === 1 ? say["results.one"] : say["results.other"], query, results.length)
      : fill(say.none, query);
  } catch {
    if (mine !== turn) return;
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

more.addEventListener("click", showOthers);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  show();
});
input.addEventListener("input", () => {
  remember();
  clearTimeout(pause);
  pause = setTimeout(show, PAUSE);
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) {
  lists.hidden = true; // results come in their place
  show();
} else input.focus();
