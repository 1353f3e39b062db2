// A worksheet on its page: saves what is typed once the reader agrees, and prints it filled in or empty.

import { SavePanel } from "./save-panel.js";
import { isEmpty, own, Store } from "./store.js";

/** @typedef {import("./store.js").Answer} Answer */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

const PAUSE = 300; // milliseconds without a key before typed words are saved

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const id = form.id.replace(/^form-/, "");
const store = new Store();
const panel = new SavePanel(/** @type {HTMLElement} */ (document.querySelector(".save-panel")), store);
const { agree } = panel;

// --- the fields --------------------------------------------------------------------------------

/** @type {Map<string, Control[]>} Field name -> its controls: several for boxes and choices. */
const fields = new Map();
for (const control of /** @type {Iterable<Control>} */ (form.elements)) {
  if (control.name) fields.set(control.name, [...(fields.get(control.name) ?? []), control]);
}

/** @param {Control} control @returns {control is HTMLInputElement} */
const isTicked = (control) => control.type === "checkbox" || control.type === "radio";

/** What a field on the page holds. @param {string} name @returns {Answer} */
function answerOf(name) {
  const controls = fields.get(name) ?? [];
  const ticked = controls.filter(isTicked).filter((control) => control.checked);
  if (controls[0].type === "checkbox") return ticked.map((control) => control.value);
  return isTicked(controls[0]) ? (ticked[0]?.value ?? "") : controls[0].value;
}

/** Whether nothing is filled in on the page. */
const isBlank = () => [...fields.keys()].every((name) => isEmpty(answerOf(name)));

/** @param {string} name @param {Answer} answer */
function fill(name, answer) {
  const values = [answer].flat();
  for (const control of fields.get(name) ?? []) {
    if (isTicked(control)) control.checked = values.includes(control.value);
    else control.value = values.join("\n");
  }
}

/** What to keep of a field: its answer, and where many can be ticked, ids that the page no longer has.
 * @param {string} name @param {Answer} [saved] @returns {Answer} */
function worthKeeping(name, saved = []) {
  const answer = answerOf(name);
  if (!Array.isArray(answer)) return answer;
  const here = (fields.get(name) ?? []).map((control) => control.value);
  return [...answer, ...[saved].flat().filter((value) => !here.includes(value))];
}

// --- saving ------------------------------------------------------------------------------------

/** @type {Record<string, Answer>} What this page last saw to be saved of this sheet. */
let known = {};
/** @type {Set<string>} Fields that changed and are not saved yet. */
const waiting = new Set();
let timer = 0;

/** Save what waits, and say how it went. */
function save() {
  clearTimeout(timer);
  if (!agree.checked || waiting.size === 0) return;
  const saved = store.sheet(id);
  const changes = Object.fromEntries([...waiting].map((name) => [name, worthKeeping(name, saved[name])]));
  if (store.keep(id, changes)) {
    waiting.clear();
    known = store.sheet(id);
    panel.say("saved");
  } else if (store.state === "full" || store.state === "blocked") panel.say(store.state);
  else follow(); // taken back in another tab, or broken from outside
}

/** Bring page and store together when saving is on: what is typed stands, and what is saved fills the rest.
 * @returns {boolean} Whether anything was filled in. */
function join() {
  const saved = store.sheet(id);
  const missing = Object.keys(saved).filter((name) => fields.has(name) && isEmpty(answerOf(name)));
  for (const name of missing) fill(name, saved[name]);
  known = saved;
  for (const name of fields.keys()) {
    if (!missing.includes(name) && !isEmpty(answerOf(name))) waiting.add(name);
  }
  save();
  return waiting.size === 0 && missing.some((name) => !isEmpty(answerOf(name)));
}

/** Take over what another tab changed. */
function follow() {
  const was = agree.checked;
  panel.show();
  const saved = store.sheet(id);
  if (was) {
    for (const name of new Set([...Object.keys(known), ...Object.keys(saved)])) {
      const isChanged = JSON.stringify(known[name]) !== JSON.stringify(saved[name]);
      if (isChanged && fields.has(name) && !waiting.has(name)) fill(name, saved[name] ?? "");
    }
  }
  known = saved;
  if (agree.checked && !was) join();
  if (!agree.checked && was) waiting.clear();
  if (agree.checked !== was) panel.say(agree.checked ? "saved" : panel.whyOff());
}

form.addEventListener("input", (event) => {
  const { name } = /** @type {Control} */ (event.target);
  if (!agree.checked || !name) return;
  waiting.add(name);
  clearTimeout(timer);
  timer = window.setTimeout(save, PAUSE);
});
form.addEventListener("change", save);
window.addEventListener("pagehide", save);
document.addEventListener("visibilitychange", save);
window.addEventListener("storage", follow);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) follow();
});

// --- the panel ---------------------------------------------------------------------------------

panel.connect({
  flush: save,
  filled() {
    const saved = store.sheet(id);
    const filled = [...fields.keys()].filter((name) => !isEmpty(answerOf(name)));
    return { [id]: Object.fromEntries(filled.map((name) => [name, worthKeeping(name, saved[name])])) };
  },
  joined() {
    if (join()) return "restored";
    if (waiting.size > 0) return store.state;
    return isBlank() ? "on" : "saved";
  },
  parted: () => waiting.clear(),
  opened({ sheets }, isSaved) {
    const here = Object.entries(own(sheets, id) ?? {}).filter(([name]) => fields.has(name));
    for (const [name, answer] of here) {
      fill(name, answer);
      if (!isSaved) waiting.add(name);
    }
    known = store.sheet(id);
    return here.length ? "opened" : "elsewhere";
  },
  clear(name) {
    waiting.clear();
    const done = name === "clear-all" ? store.clearAll() : store.clearSheet(id);
    if (done) {
      for (const field of fields.keys()) fill(field, "");
      known = {};
    }
    return done;
  },
  changed() {},
});

// --- printing ----------------------------------------------------------------------------------

const printing = /** @type {HTMLElement} */ (document.querySelector(".print-buttons"));

for (const button of printing.querySelectorAll("button")) {
  button.addEventListener("click", () => {
    form.classList.toggle("print-empty", button.dataset.print === "empty");
    window.print();
  });
}
window.addEventListener("afterprint", () => form.classList.remove("print-empty"));
printing.hidden = false;

// --- now ---------------------------------------------------------------------------------------

panel.show();
if (agree.checked) {
  if (join()) panel.say("restored");
} else if (panel.whyOff() !== "off") panel.say(panel.whyOff());
