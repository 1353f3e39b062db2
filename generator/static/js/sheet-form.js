// A worksheet on its page: saves what is typed once the reader agrees, and prints it filled in or empty.

import { isEmpty, own, readBrought, Store } from "./store.js";

/** @typedef {import("./store.js").Answer} Answer */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

const LARGEST_FILE = 1024 * 1024;
const PAUSE = 300; // milliseconds without a key before typed words are saved

const panel = /** @type {HTMLElement} */ (document.querySelector(".save-panel"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const id = panel.dataset.sheet ?? "";
const store = new Store(() => window.localStorage);

/** A part of the panel. @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (panel.querySelector(`[data-part="${name}"]`));
const agree = /** @type {HTMLInputElement} */ (part("agree"));
const file = /** @type {HTMLInputElement} */ (part("file"));
const status = part("status");
const question = part("question");

/** Say one line. All words stand in the page. @param {string} name */
function say(name) {
  const words = name && panel.getAttribute(`data-say-${name}`);
  if (status.textContent !== words) status.textContent = words;
}

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
    say("saved");
  } else if (store.state === "full" || store.state === "blocked") say(store.state);
  else follow(); // taken back in another tab, or broken from outside
}

/** Show whether saving is on, and what can be done then. */
function show() {
  agree.checked = store.agreed;
  part("tools").hidden = !agree.checked && !store.holdsAnything;
  part("file-tools").hidden = !agree.checked;
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
  show();
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
  if (agree.checked !== was) say(agree.checked ? "saved" : whyOff());
}

/** What to say when saving is off. */
function whyOff() {
  const holds = store.holdsAnything;
  if (store.state !== "ok") return store.state;
  return holds ? "kept" : "off";
}

agree.addEventListener("change", () => {
  const wanted = agree.checked;
  if (!wanted) save();
  const done = store.agree(wanted);
  const problem = store.state;
  closeQuestion();
  show();
  if (!done) say(problem);
  else if (!wanted) {
    waiting.clear();
    say(whyOff());
  } else if (join()) say("restored");
  else if (waiting.size === 0) say(isBlank() ? "on" : "saved");
});

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

// --- files -------------------------------------------------------------------------------------

part("to-file").addEventListener("click", () => {
  save();
  const saved = store.sheet(id);
  const filled = [...fields.keys()].filter((name) => !isEmpty(answerOf(name)));
  const onPage = Object.fromEntries(filled.map((name) => [name, worthKeeping(name, saved[name])]));
  const text = JSON.stringify(store.exported({ [id]: onPage }), null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${panel.dataset.fileName}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say("file");
});

part("from-file").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  say(await open(chosen));
  file.value = ""; // so that the same file can be chosen again
});

/** Open a file of saved answers. @param {File} chosen @returns {Promise<string>} What to say. */
async function open(chosen) {
  if (chosen.size > LARGEST_FILE) return "large";
  let brought;
  try {
    brought = readBrought(JSON.parse(await chosen.text()));
  } catch {
    brought = null;
  }
  if (!brought) return "wrong";
  save();
  const isSaved = store.bring(brought);
  const problem = store.state;
  const here = Object.entries(own(brought.sheets, id) ?? {}).filter(([name]) => fields.has(name));
  for (const [name, answer] of here) {
    fill(name, answer);
    if (!isSaved) waiting.add(name);
  }
  known = store.sheet(id);
  show();
  if (!isSaved) return problem;
  return here.length ? "opened" : "elsewhere";
}

// --- clearing ----------------------------------------------------------------------------------

/** @type {HTMLElement | undefined} The button that asked. */
let asker;

/** Ask once, in the page. @param {HTMLElement} button @param {string} words */
function ask(button, words) {
  asker = button;
  part("asked").textContent = panel.getAttribute(`data-${words}`);
  question.hidden = false;
  question.focus(); // not on "yes", which a key held down would press
}

function closeQuestion() {
  const hadFocus = question.contains(document.activeElement);
  question.hidden = true;
  if (hadFocus) (asker?.offsetParent ? asker : agree).focus();
  asker = undefined;
}

part("clear-sheet").addEventListener("click", () => ask(part("clear-sheet"), "ask-sheet"));
part("clear-all").addEventListener("click", () => ask(part("clear-all"), "ask-all"));
part("no").addEventListener("click", closeQuestion);
question.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeQuestion();
});

part("yes").addEventListener("click", () => {
  const all = asker === part("clear-all");
  waiting.clear();
  const done = all ? store.clearAll() : store.clearSheet(id);
  const problem = store.state;
  if (done) {
    for (const name of fields.keys()) fill(name, "");
    known = {};
  }
  show();
  closeQuestion();
  say(done ? (all ? "cleared-all" : "cleared-sheet") : problem);
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

show();
if (agree.checked) {
  if (join()) say("restored");
} else if (whyOff() !== "off") say(whyOff());
panel.hidden = false;
