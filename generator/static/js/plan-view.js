// Shows a reading plan to the person it was made for: what to do, ticks, and a clean print.

import { showQr } from "./qr-dialog.js";
import { drawQr, qrCode } from "./qr.js";
import { totalTime } from "./plan-items.js";

/**
 * @typedef {import("./plan-codec.js").Plan} Plan
 * @typedef {import("./plan-items.js").Item} Item
 * @typedef {import("./plan-items.js").Words} Words
 * @typedef {import("./store.js").Store} Store
 * @typedef {{show: (plan: Plan, address: string) => void, follow: () => void}} View `show` takes a plan with present ids and its
 *   whole address; `follow` shows what another tab changed.
 */

/** @param {HTMLElement} root @param {Map<string, Item>} items @param {Map<string, string>} renamed Earlier -> present id.
 * @param {Words} words @param {Store} store @returns {View} */
export function makeView(root, items, renamed, words, store) {
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const agree = /** @type {HTMLInputElement} */ (part("agree"));
  /** @type {Set<string>} What is ticked on the page, saved or not. */
  const ticked = new Set();

  /** @param {string} id */
  const present = (id) => renamed.get(id) ?? id;

  // --- the plan --------------------------------------------------------------------------------

  /** @param {Item} item */
  function row(item) {
    const made = document.createElement("li");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.autocomplete = "off";
    box.value = item.id;
    box.checked = ticked.has(item.id);
    box.setAttribute("aria-label", words.text("done", { title: item.title }));
    box.addEventListener("change", () => tick(item.id, box.checked));
    const link = document.createElement("a");
    link.href = item.address;
    link.textContent = item.title;
    const facts = document.createElement("span");
    facts.className = "plan-facts";
    facts.textContent = item.facts;
    const address = document.createElement("span");
    address.className = "plan-address";
    address.textContent = item.permanent.replace(/^https?:\/\//, "").replace(/\/$/, "");
    const text = document.createElement("div");
    text.append(link, facts, address);
    made.append(box, text);
    return made;
  }

  /** @param {string} address */
  function drawPaper(address) {
    const code = qrCode(address);
    const line = document.createElement("p");
    line.textContent = words.text(code ? "plan_on_web" : "no_code");
    const picture = code ? [drawQr(code, words.text("qr.label", { title: words.text("plan_on_web") }))] : [];
    // The more a code holds, the larger it is printed, so that a phone can read it.
    part("paper").dataset.size = code && code.size > 100 ? "large" : "small";
    part("paper").replaceChildren(...picture, line);
  }

  /** @param {Plan} plan @param {string} address */
  function show(plan, address) {
    const shown = plan.items.flatMap((id) => items.get(id) ?? []);
    const gone = plan.items.length - shown.length;
    fill("shown-note", plan.note);
    fill("shown-review", plan.review && words.text("together", { date: words.date(plan.review) }));
    fill("total", totalTime(shown, words));
    fill("gone", gone ? words.count("gone", gone) : "");
    follow();
    part("shown").replaceChildren(...shown.map(row));
    part("shown-status").textContent = "";
    drawPaper(address);
  }

  /** A line that is there only if it says something. @param {string} name @param {string} text */
  function fill(name, text) {
    part(name).textContent = text;
    part(name).hidden = !text;
  }

  // --- ticks -----------------------------------------------------------------------------------

  /** @param {string} id @param {boolean} isTicked */
  function tick(id, isTicked) {
    if (isTicked) ticked.add(id);
    else ticked.delete(id);
    if (agree.checked) say(keep([id], isTicked) ? "saved" : whyNot());
  }

  /** An id with all that it was called before, so that no older tick comes back. @param {string} id */
  const namesOf = (id) => [id, ...[...renamed].filter(([, now]) => now === id).map(([old]) => old)];

  /** Keep ticks, or that they are taken off. They are those of the playbooks: what is done is done everywhere.
   * @param {Iterable<string>} ids @param {boolean} isTicked */
  function keep(ids, isTicked) {
    const entries = [...ids].flatMap(namesOf).map((id) => [id, isTicked || undefined]);
    return store.keepIn("steps", Object.fromEntries(entries));
  }

  /** The saved ticks of what a plan can hold. */
  const saved = () => Object.entries(store.section("steps")).flatMap(([id, tick]) => (tick === true && items.has(present(id)) ? [id] : []));

  /** Show what is saved beside what is ticked here. */
  function follow() {
    agree.checked = store.agreed;
    if (agree.checked) for (const id of saved()) ticked.add(present(id));
    for (const box of part("shown").querySelectorAll("input")) box.checked = ticked.has(box.value);
    part("save-tools").hidden = saved().length === 0 && !agree.checked;
    if (store.state !== "ok") say(store.state);
  }

  /** What to say when something is not saved. */
  function whyNot() {
    if (store.state !== "ok") return store.state;
    return saved().length ? "kept" : "off";
  }

  /** @param {string} name */
  function say(name) {
    part("save-status").textContent = words.text(`save.${name}`);
  }

  agree.addEventListener("change", () => {
    const wanted = agree.checked;
    const isDone = store.agree(wanted) && (!wanted || ticked.size === 0 || keep(ticked, true));
    say(isDone && wanted ? "on" : whyNot());
    part("save-tools").hidden = saved().length === 0 && !wanted;
    agree.checked = store.agreed;
  });
  part("clear").addEventListener("click", () => {
    const boxes = [...part("shown").querySelectorAll("input")];
    const ids = boxes.flatMap((box) => namesOf(box.value));
    ticked.clear();
    for (const box of boxes) box.checked = false;
    say(store.forget("steps", ids) ? "cleared" : whyNot());
    part("save-tools").hidden = !agree.checked;
    if (part("save-tools").hidden) agree.focus();
  });
  part("print").addEventListener("click", () => window.print());

  return { show, follow };
}

/** Show a plan's link as a QR code. @param {string} address @param {string} title @param {Words} words */
export function showPlanQr(address, title, words) {
  const { texts } = words;
  const [label, hint, long, close] = ["label", "hint", "long", "close"].map((name) => texts[`qr.${name}`]);
  showQr(title, address, { label, hint, long, close });
}
