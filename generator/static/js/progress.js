// Ticked steps and stops: how many are done and where to go on, kept on the device once the reader agrees.

import { Store } from "./store.js";
import { readVisit, remember } from "./visit.js";

/** Follow the ticks of a page. @param {HTMLElement} panel Its line that says how many there are. */
export function followProgress(panel) {
  const store = new Store();
  const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[data-tick]")]);

  /** A part of the panel. @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (panel.querySelector(`[data-part="${name}"]`));
  const count = part("count");
  const next = /** @type {HTMLAnchorElement} */ (part("next"));
  const problem = part("problem");
  const note = part("note");
  const question = part("question");
  const said = part("said");

  /** @param {string} name @param {Record<string, string | number>} [values] */
  const words = (name, values = {}) =>
    (panel.getAttribute(`data-say-${name}`) ?? "").replace(/\{(\w+)\}/g, (_, key) => `${values[key]}`);

  // --- what is ticked ----------------------------------------------------------------------------

  /** @type {Record<string, unknown>} Public id -> ticked; `false` for a stop that is not done though its steps are. */
  let ticks = {};
  /** @type {Record<string, unknown>} The ticks that this page last saw to be saved. */
  let known = {};
  let isKept = store.agreed;

  /** Whether a stop counts as done because the steps it uses are. @param {HTMLInputElement} box */
  function isDoneElsewhere(box) {
    const steps = box.dataset.steps?.split(" ").filter(Boolean) ?? [];
    return steps.length > 0 && steps.every((id) => ticks[id] === true);
  }

  /** @param {HTMLInputElement} box */
  const isDone = (box) => (typeof ticks[box.name] === "boolean" ? ticks[box.name] === true : isDoneElsewhere(box));

  /** The part of a box's public id that is its place on the page. @param {HTMLInputElement} box */
  const placeOf = (box) => box.name.slice(box.name.indexOf(".") + 1);

  /** Show what is ticked, how much that is, and where to go on. */
  function show() {
    for (const box of boxes) box.checked = isDone(box);
    const done = boxes.filter((box) => box.checked).length;
    const open = boxes.find((box) => !box.checked);
    const line = done ? words("count", { n: done, total: boxes.length }) : "";
    if (count.textContent !== line) count.textContent = line;
    const trouble = store.state === "unreadable" ? words("unreadable") : "";
    if (problem.textContent !== trouble) problem.textContent = trouble;
    next.hidden = !done || !open;
    if (open) {
      next.href = `#${placeOf(open)}`;
      next.textContent = words("next", { title: open.dataset.title ?? "" });
    }
    for (const link of document.querySelectorAll(".step-list a")) {
      const box = boxes.find((one) => link.getAttribute("href") === `#${placeOf(one)}`);
      link.parentElement?.querySelector(".step-done")?.remove();
      if (!box?.checked) continue;
      const mark = document.createElement("span");
      mark.className = "step-done";
      mark.textContent = words("done");
      link.parentElement?.append(" ", mark);
    }
  }

  // --- keeping -----------------------------------------------------------------------------------

  /** Keep some ticks, and where to go on from here. @param {Record<string, unknown>} changes @returns {boolean} */
  function keep(changes) {
    const done = boxes.filter((box) => box.checked).length;
    const open = boxes.find((box) => !box.checked);
    const { kind, id, title } = panel.dataset;
    const place = { part: open && placeOf(open), step: open?.dataset.title };
    const here = { kind, id, title, ...place, done, total: boxes.length };
    if (!store.keepIn("steps", changes)) return false;
    if (done) store.keepIn("last", here);
    else if (store.section("last").id === id) {
      store.keepIn("last", Object.fromEntries(Object.keys(here).map((key) => [key, undefined])));
    }
    known = store.section("steps");
    return true;
  }

  /** Say one line beside a box. @param {HTMLInputElement} box @param {string} name */
  function say(box, name) {
    question.hidden = true;
    box.closest(".done-when, .stop-done")?.after(note);
    note.hidden = false;
    said.textContent = words(name);
  }

  /** Ask once in a visit whether ticks may be kept. @param {HTMLInputElement} box */
  function ask(box) {
    if (readVisit().asked || store.state === "blocked") {
      if (store.state === "blocked") say(box, "blocked");
      return;
    }
    remember("asked", true);
    say(box, "");
    question.hidden = false;
    asker = box;
  }

  /** @type {HTMLInputElement | undefined} The box that the question stands beside. */
  let asker;

  for (const box of boxes) {
    box.addEventListener("change", () => {
      const answer = box.checked || (isDoneElsewhere(box) ? false : undefined);
      ticks = { ...ticks, [box.name]: answer };
      if (question.hidden) note.hidden = true;
      show();
      if (!store.agreed) {
        if (box.checked && question.hidden) ask(box);
      } else if (!keep({ [box.name]: answer })) say(box, store.state);
    });
  }

  /** @param {boolean} isYes */
  function answer(isYes) {
    const box = asker ?? boxes[0];
    isKept = isYes && store.agree(true) && join();
    say(box, isKept ? "kept" : isYes ? store.state : "not-kept");
    box.focus();
  }

  part("yes").addEventListener("click", () => answer(true));
  part("no").addEventListener("click", () => answer(false));
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // it is used, and means no more than no
    answer(false);
  });

  /** Bring page and store together: what is ticked on either is ticked. @returns {boolean} Whether it is kept. */
  function join() {
    const here = ticks;
    ticks = { ...store.section("steps"), ...here };
    show();
    return Object.keys(here).length === 0 || keep(here);
  }

  /** Take over what another tab changed. */
  function follow() {
    const was = isKept;
    isKept = store.agreed;
    const saved = store.section("steps");
    if (was) {
      const ids = new Set([...Object.keys(known), ...Object.keys(saved)]);
      const changed = [...ids].filter((id) => known[id] !== saved[id]);
      ticks = { ...ticks, ...Object.fromEntries(changed.map((id) => [id, saved[id]])) };
    }
    known = saved;
    if (isKept && !was) join();
    if (isKept) note.hidden = true;
    show();
  }

  window.addEventListener("storage", follow);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) follow();
  });

  if (isKept) {
    known = store.section("steps");
    ticks = { ...known };
  }
  show();
}
