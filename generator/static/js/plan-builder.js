// Makes a reading plan: choose, put in order, add a note and a day, and take the link.

import { asWords, hasWordsOf } from "./found-words.js";
import { cleanNote, encodePlan, isDay, LONGEST_CODE, LONGEST_NOTE, MOST_ITEMS } from "./plan-codec.js";
import { totalTime } from "./plan-items.js";

/**
 * @typedef {import("./plan-codec.js").Plan} Plan
 * @typedef {import("./plan-items.js").Item} Item
 * @typedef {import("./plan-items.js").Words} Words
 * @typedef {{fill: (plan: Plan) => void, link: () => string}} Builder `fill` shows a plan to be changed; `link` is
 *   the part of its address behind `#`, empty where there is none.
 * @typedef {ReturnType<typeof import("./plan-items.js").itemFinder>} Finder
 */

// As many as anybody looks through.
const MOST_FOUND = 50;

/** @param {HTMLElement} root @param {Map<string, Item>} items @param {Words} words
 * @param {(plan: Plan) => void} onChange Told what the plan is after each change.
 * @param {Finder | null} finder Where the page does not list what there is to choose. @returns {Builder} */
export function makeBuilder(root, items, words, onChange, finder) {
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const note = /** @type {HTMLTextAreaElement} */ (part("note"));
  const review = /** @type {HTMLInputElement} */ (part("review"));
  const filter = /** @type {HTMLInputElement} */ (part("filter").querySelector("input"));
  const groups = [...root.querySelectorAll("details")];
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  /** @type {string[]} */
  let chosen = [];
  /** What stands behind `#` in the link. */
  let code = "";

  // --- choose ----------------------------------------------------------------------------------

  /** @param {string} id @param {boolean} wanted */
  function choose(id, wanted) {
    const { title } = /** @type {Item} */ (items.get(id));
    const isFull = wanted && chosen.length >= MOST_ITEMS;
    if (!isFull) chosen = wanted ? [...chosen, id] : chosen.filter((other) => other !== id);
    const key = wanted ? "added" : "taken";
    say("choose-status", isFull ? words.text("most") : words.text(key, { title, n: chosen.length }));
    update();
  }

  function narrow() {
    const isSearching = filter.value.trim() !== "";
    const isFound = hasWordsOf(filter.value);
    let found = 0;
    for (const group of groups) {
      const heading = group.querySelector("summary h3")?.textContent ?? "";
      let here = 0;
      for (const element of group.querySelectorAll("li")) {
        element.hidden = !isFound(asWords(`${heading} ${element.textContent}`));
        if (!element.hidden) here += 1;
      }
      group.hidden = here === 0;
      group.open = isSearching;
      found += here;
    }
    say("choose-status", isSearching ? (found ? words.count("found", found) : words.text("not_found")) : "");
  }

  let turn = 0;

  /** Show what has the words, of all that a large handbook has. @param {Finder} from */
  async function showFound(from) {
    turn += 1;
    const mine = turn;
    const isSearching = filter.value.trim() !== "";
    try {
      const found = isSearching ? await from.find(filter.value, MOST_FOUND) : { count: 0, items: [] };
      if (mine !== turn) return;
      for (const item of found.items) addBox(item);
      part("found").replaceChildren(...found.items.map((item) => item.element));
      const { count } = found;
      const some = count > MOST_FOUND ? words.text("found_most", { n: count, most: MOST_FOUND }) : words.count("found", count);
      say("choose-status", isSearching ? (count ? some : words.text("not_found")) : "");
    } catch {
      if (mine === turn) say("choose-status", words.text("failed"));
    }
  }

  /** A box before an item of the list, once. @param {Item} item */
  function addBox(item) {
    if (boxes.has(item.id)) return;
    const box = makeChoice(item, words);
    box.checked = chosen.includes(item.id);
    box.addEventListener("change", () => choose(item.id, box.checked));
    boxes.set(item.id, box);
  }

  filter.addEventListener("focus", () => finder?.prepare(), { once: true });
  filter.addEventListener("input", () => (finder ? showFound(finder) : narrow()));

  // --- put in order ----------------------------------------------------------------------------

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const from = chosen.indexOf(id);
    const to = from + by;
    const { title } = /** @type {Item} */ (items.get(id));
    if (to >= 0 && to < chosen.length) {
      const others = chosen.filter((other) => other !== id);
      chosen = [...others.slice(0, to), id, ...others.slice(to)];
      update();
      say("order-status", words.text("moved", { title, n: to + 1, m: chosen.length }));
    } else say("order-status", words.text(by < 0 ? "is_first" : "is_last", { title }));
    focusOn(id, by < 0 ? "up" : "down");
  }

  /** @param {string} id */
  function takeOut(id) {
    const at = chosen.indexOf(id);
    choose(id, false);
    say("order-status", part("choose-status").textContent ?? "");
    say("choose-status", "");
    const next = chosen[Math.min(at, chosen.length - 1)];
    if (next) focusOn(next, "out");
    else /** @type {HTMLElement} */ (root.querySelector("#plan-order")).focus();
  }

  /** @param {string} id @param {string} action */
  function focusOn(id, action) {
    const row = [...part("chosen").children].find((one) => /** @type {HTMLElement} */ (one).dataset.chosen === id);
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector(`[data-action="${action}"]`))?.focus();
  }

  /** @param {Item} item */
  function row(item) {
    const made = document.createElement("li");
    made.dataset.chosen = item.id;
    const title = document.createElement("strong");
    title.textContent = item.title;
    const facts = document.createElement("span");
    facts.className = "plan-facts";
    facts.textContent = item.facts;
    const buttons = document.createElement("span");
    buttons.className = "plan-moves";
    const actions = { up: () => move(item.id, -1), down: () => move(item.id, 1), out: () => takeOut(item.id) };
    for (const [action, act] of Object.entries(actions)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.dataset.action = action;
      button.textContent = words.text(action);
      button.setAttribute("aria-label", `${words.text(action)}: ${item.title}`);
      button.addEventListener("click", act);
      buttons.append(button);
    }
    made.append(title, facts, buttons);
    return made;
  }

  // --- the link --------------------------------------------------------------------------------

  /** @returns {Plan} */
  const plan = () => ({
    items: chosen,
    note: cleanNote(note.value),
    review: isDay(review.value) ? review.value : "",
  });

  /** Show all that hangs on what is chosen. */
  function update() {
    for (const [id, box] of boxes) box.checked = chosen.includes(id);
    for (const group of groups) {
      const count = group.querySelectorAll("input:checked").length;
      /** @type {HTMLElement} */ (group.querySelector(".plan-picked")).textContent = count
        ? words.text("picked", { n: count })
        : "";
    }
    const shown = chosen.flatMap((id) => items.get(id) ?? []);
    part("chosen").replaceChildren(...shown.map(row));
    part("nothing").hidden = shown.length > 0;
    part("chosen-total").textContent = totalTime(shown, words);
    updateLink();
  }

  function updateLink() {
    const now = plan();
    const made = encodePlan(now);
    const isLong = made.length > LONGEST_CODE;
    code = now.items.length && !isLong ? `#plan=${made}` : "";
    part("linked").hidden = !code;
    part("no-link").hidden = Boolean(code) || isLong;
    const isCut = note.value.trim().length > LONGEST_NOTE;
    say("link-status", isLong ? words.text("too_long") : isCut ? words.text("long_note") : "");
    onChange(now);
  }

  /** @param {string} name @param {string} text */
  function say(name, text) {
    part(name).textContent = text;
  }

  if (!finder) items.forEach(addBox);
  note.addEventListener("input", updateLink);
  review.addEventListener("input", updateLink);
  part("form").addEventListener("submit", (event) => event.preventDefault());

  return {
    fill(given) {
      chosen = given.items.filter((id) => items.has(id));
      note.value = given.note;
      review.value = given.review;
      for (const name of ["choose-status", "order-status"]) say(name, "");
      update();
    },
    link: () => code,
  };
}

/** A box to tick before an item of the list; its link stays, to look at it. @param {Item} item @param {Words} words */
function makeChoice(item, words) {
  const link = /** @type {HTMLAnchorElement} */ (item.element.querySelector("a"));
  const facts = /** @type {HTMLElement} */ (item.element.querySelector(".plan-facts"));
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.autocomplete = "off";
  const title = document.createElement("strong");
  title.textContent = item.title;
  const text = document.createElement("span");
  text.append(title, " ", facts);
  label.append(box, text);
  link.textContent = words.text("look");
  link.setAttribute("aria-label", `${words.text("look")}: ${item.title}`);
  link.href = item.address;
  item.element.replaceChildren(label, link);
  return box;
}
