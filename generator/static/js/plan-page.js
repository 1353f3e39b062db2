// The page of reading plans: shows the plan that stands in its address, or what a coach makes one with.

import { copyText } from "./clipboard.js";
import { makeBuilder } from "./plan-builder.js";
import { decodePlan } from "./plan-codec.js";
import { LinkList } from "./link-list.js";
import { itemFinder, readItems, shareAddress, Words } from "./plan-items.js";
import { makeView, showPlanQr } from "./plan-view.js";
import { Store } from "./store.js";

/** @typedef {import("./plan-codec.js").Plan} Plan */

const root = /** @type {HTMLElement} */ (document.getElementById("plan"));
/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));

const words = new Words(JSON.parse(root.dataset.words ?? "{}"));
/** @type {Map<string, string>} */
const renamed = new Map(Object.entries(JSON.parse(root.dataset.renamed ?? "{}")));
const items = readItems(root);
/** A large handbook's page does not list what a plan can hold; it is loaded when it is needed. */
const finder = root.dataset.links ? itemFinder(new LinkList(root.dataset.links), items, words) : null;
const store = new Store(() => window.localStorage);
const view = makeView(root, items, renamed, words, store);
const builder = makeBuilder(root, items, words, keepDraft, finder);
/** @type {Plan} */
const EMPTY = { items: [], note: "", review: "" };
/** The plan that is shown, with present ids, and its whole address. */
let shown = { plan: EMPTY, address: "" };

// --- what the address says ---------------------------------------------------------------------

/** The part behind `#`. Programs for mail and chat may have written some signs in another way. */
function hash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

/** @param {"builder" | "view" | "message"} name */
function open(name) {
  for (const other of ["builder", "view", "message"]) part(other).hidden = other !== name;
  part("own").hidden = name === "builder";
}

/** Do something once these ids are known. @param {string[]} ids @param {() => void} then */
async function withItems(ids, then) {
  const unknown = finder ? ids.filter((id) => !items.has(id)) : [];
  if (!finder || unknown.length === 0) {
    then();
    return;
  }
  const asked = location.href;
  try {
    await finder.learn(unknown);
  } catch {
    part("reason").textContent = words.text("failed");
    open("message");
    return;
  }
  if (asked === location.href) then();
}

let routed = "";

/** Show what the address asks for. @param {boolean} isFirst Whether the page was just loaded. */
function route(isFirst) {
  routed = location.href;
  const said = hash();
  if (!isFirst && !part("view").hidden && document.getElementById(said)) {
    // A jump inside the page, which must not cost the plan.
    history.replaceState(history.state, "", shown.address.slice(shown.address.indexOf("#")));
    routed = location.href;
    return;
  }
  if (!said || document.getElementById(said)) {
    /** @type {Plan} */
    const draft = { ...EMPTY, ...history.state?.draft };
    const isNew = isFirst || part("builder").hidden || !said;
    withItems(draft.items, () => {
      if (isNew) builder.fill(draft);
      open("builder");
    });
    return;
  }
  /** @type {ReturnType<typeof decodePlan>} */
  const read = said.startsWith("plan=") ? decodePlan(said.slice("plan=".length)) : { reason: "damaged" };
  if ("plan" in read) {
    const present = new Set(read.plan.items.map((id) => renamed.get(id) ?? id));
    shown = { plan: { ...read.plan, items: [...present] }, address: `${shareAddress()}#${said}` };
    withItems([...present], () => {
      view.show(shown.plan, shown.address);
      open("view");
      if (!isFirst) /** @type {HTMLElement} */ (root.querySelector("#plan-view-title")).focus();
    });
  } else {
    part("reason").textContent = words.text(`wrong.${read.reason}`);
    open("message");
    if (!isFirst) part("message").focus();
  }
}

/** Keep what is made over a reload and for Back, without putting it in the address. @param {Plan} plan */
function keepDraft(plan) {
  const link = builder?.link() ?? "";
  /** @type {HTMLTextAreaElement} */ (part("link")).value = link && shareAddress() + link;
  /** @type {HTMLAnchorElement} */ (part("open")).href = link;
  try {
    history.replaceState({ ...history.state, draft: plan }, "");
  } catch {
    // Some browsers take only so many changes in a minute. The next one is kept again.
  }
}

/** Open the part of the page that plans are made with. @param {Plan} plan */
function make(plan) {
  history.pushState({ draft: plan }, "", location.pathname + location.search);
  route(false);
  /** @type {HTMLElement} */ (root.querySelector(plan.items.length ? "#plan-order" : "#plan-choose")).focus();
}

window.addEventListener("popstate", () => route(false));
window.addEventListener("hashchange", () => {
  if (location.href !== routed) route(false);
});
window.addEventListener("storage", () => view.follow());

// --- buttons -----------------------------------------------------------------------------------

/** @param {string} address @param {HTMLElement} status */
async function copy(address, status) {
  const isCopied = await copyText(address);
  status.textContent = words.text(isCopied ? "copied" : "not_copied");
  return isCopied;
}

const link = /** @type {HTMLTextAreaElement} */ (part("link"));
const planTitle = words.text("plan_on_web");
part("copy").addEventListener("click", async () => {
  if (!(await copy(link.value, part("link-status")))) link.select();
});
part("qr").addEventListener("click", () => showPlanQr(link.value, planTitle, words));
part("shown-copy").addEventListener("click", () => copy(shown.address, part("shown-status")));
part("shown-qr").addEventListener("click", () => showPlanQr(shown.address, planTitle, words));
part("change").addEventListener("click", () => make(shown.plan));
part("own").addEventListener("click", () => make(EMPTY));

route(true);
