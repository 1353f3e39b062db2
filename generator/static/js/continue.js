// The start page's line that leads back to where the reader was; nothing for those who have nothing saved.

import { Store } from "./store.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Show where to go on, where that is kept. @param {HTMLElement} line */
export function offerToContinue(line) {
  const store = new Store();
  const link = /** @type {HTMLAnchorElement} */ (line.querySelector("[data-part=link]"));

  /** The address of a playbook or path, made from that of the page that lists them; none for anything else.
   * @param {Record<string, unknown>} last */
  function addressOf({ kind, id, part }) {
    const index = /** @type {NodeListOf<HTMLAnchorElement>} */ (line.querySelectorAll("[data-kind]"));
    const base = [...index].find((one) => one.dataset.kind === kind)?.href;
    if (!base || typeof id !== "string" || !ID.test(id)) return null;
    const file = base.endsWith(".html") ? "index.html" : ""; // a site read from a disk has them in its addresses
    const place = typeof part === "string" && ID.test(part) ? `#${part}` : "";
    return new URL(`${id}/${file}${place}`, base).href;
  }

  function show() {
    const last = store.agreed ? store.section("last") : {};
    const address = addressOf(last);
    line.hidden = !address;
    if (!address) return;
    const values = /** @type {Record<string, unknown>} */ ({ ...last, n: last.done });
    const words = line.getAttribute(`data-say-${last.part ? "continue" : "finished"}`) ?? "";
    link.href = address;
    link.textContent = words.replace(/\{(\w+)\}/g, (_, key) => `${values[key] ?? ""}`);
  }

  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
  show();
}
