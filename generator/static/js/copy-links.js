// Links that can be copied: each becomes a button that copies the permanent address and says so.

import { publicAddress } from "./addresses.js";
import { copyText } from "./clipboard.js";
import { showQr } from "./qr-dialog.js";

/** @typedef {Record<"copy" | "copied" | "not_copied" | "qr", string>} Words `{title}` in "copy" is filled in.
 * @typedef {import("./qr-dialog.js").Words} QrWords */

/** A line that is read out when it changes, beside a button. */
function statusLine() {
  const line = document.createElement("span");
  line.className = "copy-status";
  line.setAttribute("role", "status");
  return line;
}

/** Make a link a button. @param {HTMLAnchorElement} link @param {Words} words @param {QrWords} qrWords */
function upgrade(link, words, qrWords) {
  const address = publicAddress(link.getAttribute("href") ?? "");
  const title = link.dataset.title ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  // A label holds all that is seen, for those who say what to press.
  const shown = link.querySelector(".off-screen") ? "" : `, ${link.textContent}`;
  button.append(...link.childNodes);
  button.title = words.copy.replace("{title}", () => `${title}${shown}`);
  button.setAttribute("aria-label", button.title);
  const line = statusLine();
  button.addEventListener("click", async () => {
    clearOthers(line);
    const done = await copyText(address);
    line.textContent = done ? words.copied : words.not_copied;
    if (!done) line.append(" ", addressField(address));
    line.append(qrButton(words.qr, () => showQr(title, address, qrWords)));
  });
  link.replaceWith(button, line);
}

/** What was said beside other buttons is taken back. @param {HTMLElement} line */
function clearOthers(line) {
  for (const other of document.querySelectorAll(".copy-status")) {
    if (other !== line) other.replaceChildren();
  }
}

/** The address in a field, to be copied by hand. @param {string} address */
function addressField(address) {
  const field = document.createElement("input");
  field.value = address;
  field.readOnly = true;
  field.setAttribute("aria-label", address);
  field.addEventListener("focus", () => field.select());
  return field;
}

/** @param {string} words @param {() => void} show */
function qrButton(words, show) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words;
  button.addEventListener("click", show);
  return button;
}

/** Make every such link of the page a button. @param {Words} words @param {QrWords} qrWords */
export function copyLinks(words, qrWords) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.copy-link"));
  for (const link of links) upgrade(link, words, qrWords);
}
