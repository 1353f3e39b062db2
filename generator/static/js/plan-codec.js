// A reading plan as the part of a link after `#`, and back. Only ids travel, never titles; no server sees that part.
//
// `plan=1.<body>.<check>`: a version, a JSON list in base64url, and a checksum. The list holds texts only: the review
// date, the note, and the ids in order. An id that begins with a dot is a part of the page of the one before it.

/**
 * @typedef {{items: string[], note: string, review: string}} Plan Public ids, each once; plain text; `2027-01-15` or empty.
 * @typedef {"damaged" | "long" | "newer" | "empty"} Reason Why a link gives no plan.
 */

export const MOST_ITEMS = 60;
export const LONGEST_NOTE = 600; // characters
export const LONGEST_CODE = 2700; // characters: with an address before it, still a QR code
const VERSION = 1;
const FORM = /^(?<version>\d{1,3})\.(?<body>[\w-]+)\.[0-9a-z]{7}$/; // of every version, so that newer ones are known
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?$/;
const LONGEST_ID = 100;
// Control characters but the end of a line, marks that turn the direction of text, and halves of characters.
const UNWANTED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** A note as it can travel. @param {string} text */
export function cleanNote(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNWANTED, "");
  return lines.trim().slice(0, LONGEST_NOTE).replace(/\p{Surrogate}$/u, "").trim();
}

/** Whether a text names a day that exists. @param {string} text */
export function isDay(text) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @param {Plan} plan @returns {string} What stands behind `#plan=`. */
export function encodePlan({ items, note, review }) {
  const short = items.map((id, index) => {
    const head = `${pageOf(items[index - 1] ?? "")}.`;
    return head !== "." && id.startsWith(head) ? id.slice(head.length - 1) : id;
  });
  const bytes = new TextEncoder().encode(JSON.stringify([review, note, ...short]));
  const body = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return withCheck(`${VERSION}.${body}`);
}

/** @param {string} code What stands behind `#plan=`. @returns {{plan: Plan} | {reason: Reason}} */
export function decodePlan(code) {
  if (code === "") return { reason: "empty" };
  // Programs for mail and chat may write signs as %2E, or break a long line.
  const text = code.length > 3 * LONGEST_CODE ? code : unescaped(code).replace(/\s/g, "");
  if (text.length > LONGEST_CODE) return { reason: "long" };
  const parts = FORM.exec(text)?.groups;
  if (!parts || text !== withCheck(`${parts.version}.${parts.body}`)) return { reason: "damaged" };
  if (Number(parts.version) > VERSION) return { reason: "newer" };
  const plan = readPlan(parts.body);
  // One plan has one link: what is written in another way was not made here.
  if (!plan || encodePlan(plan) !== text) return { reason: "damaged" };
  return plan.items.length ? { plan } : { reason: "empty" };
}

/** @param {string} body @returns {Plan | null} */
function readPlan(body) {
  let list;
  try {
    const bytes = Uint8Array.from(atob(body.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
    list = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return null;
  }
  if (!Array.isArray(list) || !list.every((part) => typeof part === "string")) return null;
  const [review, note, ...short] = /** @type {string[]} */ (list);
  if (review === undefined || note === undefined || short.length > MOST_ITEMS) return null;
  /** @type {string[]} */
  const items = [];
  for (const id of short) items.push(id.startsWith(".") ? pageOf(items.at(-1) ?? "") + id : id);
  const isGood =
    (review === "" || isDay(review)) &&
    note === cleanNote(note) &&
    items.every((id) => id.length <= LONGEST_ID && ID.test(id)) &&
    new Set(items).size === items.length;
  return isGood ? { items, note, review } : null;
}

/** The id of the page that a part stands on. @param {string} id */
export const pageOf = (id) => id.split(".")[0];

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text and its checksum (CRC-32), in letters and digits, which no program takes for the end of a sentence.
 * @param {string} text */
function withCheck(text) {
  let rest = -1;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let turn = 0; turn < 8; turn += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return `${text}.${(~rest >>> 0).toString(36).padStart(7, "0")}`;
}
