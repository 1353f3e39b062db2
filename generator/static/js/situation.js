// The situation that the reader is in: passages for other situations are folded away, on every page.
//
// It is loaded where it stands, above the passages, and folds each as the browser reads it, so that none is seen first.

import { isObject, Store } from "./store.js";
import { readVisit, remember } from "./visit.js";

/** @typedef {{id: string, by: string}} Choice A situation, or "" for all; and the last page that chose by itself. */

const store = new Store();
const panel = /** @type {HTMLElement | null} */ (document.querySelector(".situation-switch"));
const select = panel?.querySelector("select");

/** @param {unknown} id @returns {string} */
const asId = (id) => (typeof id === "string" ? id : "");
const savedId = () => asId(store.section("situation").id);

/** What counts now: what was chosen in this tab, else what is saved. @returns {Choice} */
function current() {
  const { situation } = readVisit();
  return isObject(situation) ? { id: asId(situation.id), by: asId(situation.by) } : { id: savedId(), by: "" };
}

let known = savedId();
let choice = current();

/** @param {string} id @param {string} [by] @returns {boolean} Whether it holds on the next page too. */
function choose(id, by = choice.by) {
  choice = { id, by };
  return remember("situation", choice);
}

/** Choose by the reader's own hand, which is kept if they agreed. @param {string} id @returns {string} How it went. */
function chooseByHand(id) {
  const isRemembered = choose(id);
  if (store.agreed) {
    known = id;
    if (store.keepIn("situation", { id: id || undefined })) return "saved";
  }
  if (!isRemembered) return "page";
  return store.state === "ok" ? "visit" : store.state;
}

/** A situation's name, as the switch has it; empty if there is none. @param {string} id */
const nameOf = (id) => [...(select?.options ?? [])].find((option) => id && option.value === id)?.text ?? "";

/** @param {string} name @param {string} [names] */
const words = (name, names = "") => (panel?.getAttribute(`data-say-${name}`) ?? "").replace("{names}", () => names);

// --- folding -----------------------------------------------------------------------------------

/** Fold the passages of a group that are for others; none where no such situation is known.
 * @param {HTMLElement} group @param {string} id */
function foldGroup(group, id) {
  const passages = /** @type {HTMLElement[]} */ ([...group.querySelectorAll(":scope > .situation")]);
  const others = passages.filter((passage) => id && passage.dataset.situation !== id);
  const isOpen = "open" in group.dataset;
  for (const passage of passages) passage.hidden = !isOpen && others.includes(passage);
  if (document.readyState === "loading") return; // a button would stand before passages still to come
  const button = group.querySelector("button") ?? group.appendChild(moreButton(group));
  button.hidden = others.length === 0;
  button.setAttribute("aria-expanded", String(isOpen));
  button.textContent = words("others", others.map((passage) => nameOf(passage.dataset.situation ?? "")).join(", "));
}

/** The button that shows what is folded away in one place. @param {HTMLElement} group */
function moreButton(group) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "situation-more";
  button.addEventListener("click", () => {
    group.toggleAttribute("data-open");
    foldGroup(group, choice.id);
  });
  return button;
}

function fold() {
  const id = nameOf(choice.id) && choice.id;
  for (const group of document.querySelectorAll(".situations")) foldGroup(/** @type {HTMLElement} */ (group), id);
  if (!panel || !select) return;
  select.value = id;
  /** @type {HTMLElement} */ (panel.querySelector("button")).hidden = !id;
  /** @type {HTMLElement} */ (panel.querySelector("[data-part=paper]")).textContent = id && words("shown", nameOf(id));
}

// --- choosing ----------------------------------------------------------------------------------

/** @param {string} id */
function chooseOnPage(id) {
  const how = chooseByHand(id);
  for (const group of document.querySelectorAll(".situations")) group.removeAttribute("data-open");
  fold();
  const status = /** @type {HTMLElement} */ (panel?.querySelector("[role=status]"));
  status.textContent = `${id ? words("shown", nameOf(id)) : words("all")} ${words(how)}`;
}

// A path or page for one situation chooses it when it is opened, but not again when it is opened anew.
const own = /** @type {HTMLElement | null} */ (document.querySelector("[data-sets-situation]"));
if (own && choice.by !== own.dataset.page) choose(own.dataset.setsSituation ?? "", own.dataset.page);

document.addEventListener("click", ({ target }) => {
  const link = /** @type {Element} */ (target).closest("a");
  const chosen = /** @type {HTMLElement | null} */ (link?.closest("[data-choose-situation]") ?? null);
  if (chosen) chooseByHand(chosen.dataset.chooseSituation ?? "");
});

if (panel && select) {
  select.addEventListener("change", () => chooseOnPage(select.value));
  panel.querySelector("button")?.addEventListener("click", () => {
    chooseOnPage("");
    select.focus(); // the button is gone
  });
  panel.hidden = false;
}

const observer = new MutationObserver(() => {
  fold();
  observer.takeRecords(); // its own changes are no news
});
observer.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => {
  observer.disconnect();
  fold();
});
fold();

window.addEventListener("storage", () => {
  if (savedId() === known) return;
  known = savedId();
  choose(known);
  fold();
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  choice = current();
  fold();
});
