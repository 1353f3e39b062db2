// The words of a script with its blanks filled in. Works on plain text only, so that it can be tested without a page.

/** @typedef {ReadonlyMap<string, string>} Answers Name of a blank -> what the reader wrote for it. */

const BLANK = /\[([^[\]\n]+)\]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text in which each blank that has an answer holds it. The others stay as they are: `[name]`.
 * @param {string} text @param {Answers} answers */
export function fill(text, answers) {
  return text.replace(BLANK, (blank, name) => answers.get(name)?.trim() || blank);
}

/** The same on one line, whatever the answers hold: for the subject of an e-mail.
 * @param {string} text @param {Answers} answers */
export function fillLine(text, answers) {
  return fill(text, answers).replace(/\s+/g, " ").trim();
}

/** The names of the blanks of a text that have no answer yet, each once.
 * @param {string} text @param {Answers} answers */
export function openBlanks(text, answers) {
  const names = [...text.matchAll(BLANK)].map(([, name]) => name);
  return [...new Set(names)].filter((name) => !answers.get(name)?.trim());
}

/** An address that opens a new e-mail to nobody yet (RFC 6068).
 * @param {string} subject One line; may be empty. @param {string} body */
export function mailAddress(subject, body) {
  const parts = [["subject", subject], ["body", body.replace(/\r\n?|\n/g, "\r\n")]].filter(([, text]) => text);
  return `mailto:?${parts.map(([name, text]) => `${name}=${encode(text)}`).join("&")}`;
}

/** Percent-encoded UTF-8. Half a character, which has no code, becomes the sign for that. @param {string} text */
function encode(text) {
  return encodeURIComponent(text.replace(LONE_SURROGATE, "\uFFFD"));
}
