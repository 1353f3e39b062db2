// A script on its page: what the reader types fills the blanks, and the words can be copied, mailed or saved. Nothing is kept.

import { copyText } from "./clipboard.js";
import { fill, fillLine, mailAddress, openBlanks } from "./letter.js";

const card = /** @type {HTMLElement} */ (document.querySelector(".script-card"));
const section = /** @type {HTMLElement | null} */ (document.querySelector(".fill-blanks"));
const form = section?.querySelector("form");

/** @type {Map<string, string>} What is typed, by the name of the blank. */
const answers = new Map();

/** Words that stand in the page. @param {string} name @param {number} [number] */
function words(name, number = 0) {
  return (card.getAttribute(`data-say-${name}`) ?? "").replace("{n}", `${number}`);
}

/** How many blanks are still open, in words. @param {number} number */
function leftWords(number) {
  if (number === 0) return words("left-none");
  return words(number === 1 ? "left-one" : "left-other", number);
}

/** The text of a paragraph before anything is filled in, line breaks kept. @param {Element} paragraph */
function written(paragraph) {
  return [...paragraph.childNodes].map((node) => (node.nodeName === "BR" ? "\n" : node.textContent)).join("").trim();
}

// --- the wordings ------------------------------------------------------------------------------

const subject = /** @type {HTMLElement | null} */ (document.querySelector(".subject-text"));
const subjectText = subject ? written(subject) : "";
const subjectLabel = document.querySelector(".subject > :first-child")?.textContent ?? "";

/** One wording: its letter on the page, and what can be done with it. */
class Wording {
  /** @param {HTMLElement} letter */
  constructor(letter) {
    this.letter = letter;
    this.tools = /** @type {HTMLElement} */ (letter.nextElementSibling);
    this.paragraphs = [...letter.querySelectorAll("p:not(.subject)")];
    this.text = this.paragraphs.map(written).join("\n\n");
    this.left = /** @type {HTMLElement} */ (this.tools.querySelector(".letter-left"));
    this.status = /** @type {HTMLElement} */ (this.tools.querySelector("[role=status]"));
    this.mail = /** @type {HTMLAnchorElement | null} */ (this.tools.querySelector("a[data-do=mail]"));
    this.hasBlanks = letter.querySelector(".blank") !== null;
    const controls = /** @type {HTMLElement[]} */ ([...letter.querySelectorAll("button"), ...this.tools.querySelectorAll("[data-do]")]);
    for (const control of controls) {
      control.addEventListener("click", () => this.act(control.dataset.do ?? ""));
      control.hidden = false;
    }
    this.tools.hidden = false;
  }

  /** The subject, where this wording shows one. */
  get subject() {
    return subject && this.letter.contains(subject) ? subjectText : "";
  }

  /** The blanks that are still open, in all that is shown. */
  get open() {
    return openBlanks(`${this.subject}\n${this.text}`, answers);
  }

  show() {
    if (this.hasBlanks) this.left.textContent = leftWords(this.open.length);
    if (this.mail) this.mail.href = mailAddress(fillLine(subjectText, answers), fill(this.text, answers));
    this.status.textContent = "";
  }

  /** @param {string} what */
  async act(what) {
    this.status.textContent = ""; // so that the same words are said again
    this.status.textContent = await this.#done(what);
  }

  /** @param {string} what @returns {Promise<string>} What to say about it. */
  async #done(what) {
    if (what === "mail") return words("mail");
    if (what === "save") {
      const text = fill(this.text, answers);
      saveText(this.subject ? `${subjectLabel} ${fillLine(this.subject, answers)}\n\n${text}` : text);
      return words("saved");
    }
    const isSubject = what === "copy-subject";
    const template = isSubject ? subjectText : this.text;
    if (!(await copyText(isSubject ? fillLine(template, answers) : fill(template, answers)))) {
      select(isSubject ? [/** @type {Element} */ (subject)] : this.paragraphs);
      return words("selected");
    }
    const open = openBlanks(template, answers).length;
    return `${words(isSubject ? "subject" : "copied")}${open ? ` ${leftWords(open)}` : ""}`;
  }
}

/** Mark words on the page, for the reader to copy. @param {Element[]} elements */
function select(elements) {
  const range = document.createRange();
  range.setStart(elements[0], 0);
  range.setEndAfter(elements[elements.length - 1]);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Hand the reader a text file. @param {string} text */
function saveText(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain;charset=utf-8" }));
  link.download = `${card.dataset.script}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// --- the blanks --------------------------------------------------------------------------------

const wordings = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".letter"))].map(
  (letter) => new Wording(letter),
);

/** @type {Map<string, HTMLElement[]>} Name of a blank -> the places where it stands. */
const places = new Map();
for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".letter .blank"))) {
  const name = (place.textContent ?? "").slice(1, -1);
  places.set(name, [...(places.get(name) ?? []), place]);
  place.dir = "auto"; // an answer may be in another script than the words around it
}

/** Show everywhere what is typed. */
function show() {
  for (const field of form?.querySelectorAll("textarea") ?? []) answers.set(field.dataset.blank ?? "", field.value);
  for (const [name, spans] of places) {
    for (const span of spans) {
      const put = span.closest(".subject") ? fillLine : fill;
      const text = put(`[${name}]`, answers);
      if (span.textContent !== text) span.textContent = text;
      span.classList.toggle("filled", Boolean(answers.get(name)?.trim()));
    }
  }
  for (const wording of wordings) wording.show();
  section?.classList.toggle("all-filled", wordings.every((wording) => wording.open.length === 0));
}

if (section && form) {
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
window.addEventListener("pageshow", show);
show();
