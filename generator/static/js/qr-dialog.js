// A link as a QR code, in a window over the page.

import { drawQr, qrCode } from "./qr.js";

/** @typedef {Record<"label" | "hint" | "long" | "close", string>} Words `label` has a place for the `{title}`. */

/** Show a link as a QR code until the reader closes it; the focus then goes back to where it was.
 * @param {string} title What it leads to. @param {string} address The whole address.
 * @param {Words} words Those of the page. */
export function showQr(title, address, words) {
  const dialog = document.createElement("dialog");
  dialog.className = "qr-dialog";
  dialog.setAttribute("aria-labelledby", "qr-title");
  const code = qrCode(address);
  const close = element("button", words.close);
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  const heading = element("h2", title);
  heading.id = "qr-title";
  const link = element("p", address);
  link.className = "qr-address";
  link.tabIndex = 0; // so that a long address can be scrolled and chosen by keyboard
  const picture = code ? [drawQr(code, words.label.replace("{title}", () => title))] : [];
  dialog.append(heading, ...picture, element("p", code ? words.hint : words.long), link, close);
  dialog.addEventListener("close", () => dialog.remove());
  // Inside the text, whose look it shares.
  (document.querySelector(".md-typeset") ?? document.body).append(dialog);
  dialog.showModal();
  close.focus();
}

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {string} text
 * @returns {HTMLElementTagNameMap[Name]} */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
