// The page that shows all that is kept on the device, in words, and clears it.

import { LinkList } from "./link-list.js";
import { SavePanel } from "./save-panel.js";
import { isObject, KEY, sectionsOf, Store } from "./store.js";
import { forgetVisit, readVisit } from "./visit.js";

const COLOURS = "handbook-colours"; // the key of colours.js
const OWN_SECTIONS = ["steps", "situation", "last"];

const store = new Store();
const panel = new SavePanel(/** @type {HTMLElement} */ (document.querySelector(".save-panel")), store);
const view = /** @type {HTMLElement} */ (document.querySelector(".kept"));

/** A part of the page. @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (view.querySelector(`[data-part="${name}"]`));

/** @param {string} name @param {string | number} [value] */
const words = (name, value = "") => (view.getAttribute(`data-say-${name}`) ?? "").replace(/\{\w+\}/, () => `${value}`);
/** @param {string} name @param {number} number */
const counted = (name, number) => words(`${name}-${number === 1 ? "one" : "other"}`, number);

const list = new LinkList(view.dataset.links ?? "");
/** @type {Map<string, import("./link-list.js").Link | undefined>} What is kept belongs to these, by id; nothing where that is gone. */
const known = new Map();
/** @type {Map<string | undefined, string | null>} Id of a situation -> its name. */
const situations = new Map();
for (const name of /** @type {NodeListOf<HTMLElement>} */ (part("situations").querySelectorAll("li"))) {
  situations.set(name.dataset.id, name.textContent);
}

/** Whether the reader's own choice of colours is kept. */
function keepsColours() {
  try {
    return window.localStorage.getItem(COLOURS) !== null;
  } catch {
    return false;
  }
}

// --- in words ----------------------------------------------------------------------------------

/** A line of a list: a link to what an id stands for, and what is kept of it. @param {string} id @param {string} what */
function lineOf(id, what) {
  const line = document.createElement("li");
  const found = known.get(id);
  if (found) {
    const link = document.createElement("a");
    link.href = found.address;
    link.textContent = found.title;
    line.append(link, `: ${what}`);
  } else line.append(known.has(id) ? words("gone", id) : id, `: ${what}`);
  return line;
}

/** @param {string} text */
function textLine(text) {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}

/** @param {unknown} id */
const situationLine = (id) => textLine(words("situation", situations.get(`${id}`) ?? `${id}`));

/** How many ticks each playbook and path has. @param {Record<string, unknown>} steps @returns {[string, number][]} */
function ticksByPage(steps) {
  const pages = Object.keys(steps).filter((id) => steps[id] === true).map((id) => id.split(".")[0]);
  return [...new Set(pages)].map((page) => [page, pages.filter((one) => one === page).length]);
}

/** Find out what ids stand for, and show it. @param {string[]} ids */
async function learn(ids) {
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  try {
    const found = await list.find(unknown);
    for (const id of unknown) known.set(id, found.get(id));
    show();
  } catch {
    // Without a network their ids must do.
  }
}

/** What is kept on the device, line by line. @returns {HTMLElement[]} */
function deviceLines() {
  const { sheets, ...saved } = store.saved;
  const { steps = {}, situation = {}, last = {}, ...rest } = sectionsOf(saved);
  const lines = [
    ...Object.entries(sheets).map(([id, fields]) => lineOf(id, counted("answers", Object.keys(fields).length))),
    ...ticksByPage(steps).map(([id, number]) => lineOf(id, counted("steps", number))),
  ];
  if (situation.id) lines.push(situationLine(situation.id));
  if (last.id) lines.push(textLine(words("last", `${last.title ?? last.id}`)));
  if (Object.keys(rest).some((name) => !OWN_SECTIONS.includes(name))) lines.push(textLine(words("unknown")));
  if (keepsColours()) lines.push(textLine(words("colours")));
  return lines;
}

/** @returns {HTMLElement[]} */
function tabLines() {
  const { situation } = readVisit();
  return isObject(situation) && situation.id ? [situationLine(situation.id)] : [];
}

/** The text that stands under our key, as it is. */
function exact() {
  try {
    const text = window.localStorage.getItem(KEY) ?? "";
    return store.state === "unreadable" ? text : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return "";
  }
}

/** A day such as 2026-11-25 in words; empty if it is none. @param {unknown} day */
function inWords(day) {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(`${day}`) ?? [];
  const name = view.dataset.months?.split("|")[Number(month) - 1];
  if (!name) return "";
  const values = /** @type {Record<string, string>} */ ({ day: `${Number(date)}`, month: name, year });
  return (view.dataset.sayDate ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function show() {
  const { steps = {} } = sectionsOf(store.saved);
  learn([...Object.keys(store.saved.sheets), ...ticksByPage(steps).map(([id]) => id)]);
  const lines = deviceLines();
  const date = inWords(store.saved.changed);
  const raw = exact();
  const inTab = tabLines();
  part("device").replaceChildren(...lines);
  part("nothing").hidden = lines.length > 0 || store.holdsAnything;
  part("when").textContent = date ? words("when", date) : "";
  part("exact").hidden = !raw;
  part("raw").textContent = raw;
  part("tab").replaceChildren(...inTab);
  part("visit").hidden = inTab.length === 0;
  if (lines.length) panel.part("tools").hidden = false; // also where only colours are kept
  view.hidden = false;
}

// --- the panel ---------------------------------------------------------------------------------

function follow() {
  const was = panel.agree.checked;
  panel.show();
  if (panel.agree.checked !== was) panel.say(panel.agree.checked ? "saved" : panel.whyOff());
  show();
}

part("forget").addEventListener("click", () => {
  forgetVisit();
  show();
  panel.agree.focus(); // the button is gone
});

panel.connect({
  flush() {},
  filled: () => ({}),
  joined: () => (store.holdsAnything ? "saved" : "on"),
  parted() {},
  opened: () => "brought",
  clear() {
    forgetVisit();
    if (keepsColours()) window.localStorage.removeItem(COLOURS);
    return store.clearAll();
  },
  changed: show,
});
window.addEventListener("storage", follow);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) follow();
});
document.querySelector("[data-part=no-script]")?.remove();
panel.show();
if (!panel.agree.checked && panel.whyOff() !== "off") panel.say(panel.whyOff());
show();
