// The coach's table of links in a large handbook: shows those with some words, or of one kind, and loads them for that.

import { hasWordsOf } from "./found-words.js";
import { LinkList } from "./link-list.js";

// As many rows as anybody reads.
const MOST = 50;

const box = /** @type {HTMLElement} */ (document.getElementById("links-box"));
const words = /** @type {HTMLInputElement} */ (document.getElementById("links-words"));
const kind = /** @type {HTMLSelectElement} */ (document.getElementById("links-kind"));
const status = /** @type {HTMLElement} */ (box.querySelector(".links-status"));
const table = /** @type {HTMLTableElement} */ (box.querySelector("table"));
const list = new LinkList(box.dataset.start ?? "");
const say = /** @type {Record<string, string>} */ (JSON.parse(box.dataset.say ?? "{}"));
const minutes = /** @type {Record<string, string>} */ (JSON.parse(box.dataset.minutes ?? "{}"));

/** @param {string} tag @param {string} name A class. @param {...(Node | string)} content */
function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

/** @param {string} address @param {string} text */
function linkTo(address, text) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
}

/** @param {import("./link-list.js").Link} link */
function row(link) {
  const title = element("th", "", linkTo(link.address, link.title));
  title.setAttribute("scope", "row");
  if (link.partOf) title.append(" ", element("span", "", link.partOf));
  const time = link.minutes ? minutes[link.minutes === 1 ? "one" : "other"].replace("{n}", `${link.minutes}`) : "";
  const permanent = linkTo(link.permanent, link.short.replace(/\/$/, ""));
  permanent.className = "copy-link";
  permanent.dataset.title = link.title;
  return element(
    "tr",
    "",
    element("td", "links-kind", link.kindName),
    title,
    element("td", "links-minutes", time),
    element("td", "links-link", permanent),
  );
}

/** @param {import("./link-list.js").Link[]} links */
function fill(links) {
  /** @type {HTMLElement} */ (table.tBodies[0]).replaceChildren(...links.map(row));
  table.hidden = links.length === 0;
  table.dispatchEvent(new Event("links-shown", { bubbles: true })); // page.js lets each be copied
}

let turn = 0;

async function show() {
  turn += 1;
  const mine = turn;
  if (!words.value.trim() && !kind.value) {
    fill([]);
    status.textContent = "";
    return;
  }
  try {
    const all = await list.all();
    if (mine !== turn) return;
    const isFound = hasWordsOf(words.value);
    const found = all.filter((link) => (!kind.value || link.kind === kind.value) && isFound(link.text));
    fill(found.slice(0, MOST));
    const { foundOne = "", foundOther = "", notFound = "" } = box.dataset;
    const counted = found.length > MOST ? say.most : found.length === 1 ? foundOne : foundOther;
    status.textContent = found.length ? counted.replace("{n}", `${found.length}`).replace("{most}", `${MOST}`) : notFound;
  } catch {
    if (mine === turn) status.textContent = say.failed;
  }
}

words.addEventListener("focus", () => list.all().catch(() => {}), { once: true }); // to have it when the first letter comes
words.addEventListener("input", show);
kind.addEventListener("change", show);
if (words.value || kind.value) show(); // browsers bring back what was typed
