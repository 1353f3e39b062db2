// The words of a text as search compares them. `generator/search/words.py` makes the same of the handbook's words.

/** @typedef {{lang: string[], stop: string}} Config The language, and its small words. */

/** Words that say little about what is looked for. A query of nothing else is still searched for. */
let stopWords = new Set();
/** Whether words lose the endings of English. */
let cutsEndings = true;

/**
 * Take a language, before any text. There is one for all engines, as there is for all pages of a handbook.
 * @param {Config} config As the index has it.
 */
export function speak({ lang, stop }) {
  stopWords = new Set(words(stop));
  cutsEndings = lang[0].startsWith("en");
  stems.clear();
}

/** @type {Record<string, string>} Letters that are no other letter with an accent, and how people type them. */
const SIGNS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/**
 * The words of a text: lower case, accents and apostrophes dropped, "e-mail" as one word.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase().replace(/[ßæœøłđı]/g, (sign) => SIGNS[sign]);
  return plain.replace(/(^|[^\p{L}\p{N}])(\p{L})-(?=\p{L})/gu, "$1$2").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** @type {Map<string, string>} Stems found before: a handbook says the same words again and again. */
const stems = new Map();

/** A word as it is compared: in English, without the usual endings. @param {string} word @returns {string} */
export function stem(word) {
  const known = stems.get(word) ?? cut(word);
  stems.set(word, known);
  return known;
}

/** @param {string} word */
function cut(word) {
  if (word.length < 4 || !cutsEndings) return word;
  let base = word.replace(/(..)(ies|ied)$/, "$1y").replace(/sses$/, "ss").replace(/([^isu])s$/, "$1");
  const short = base.replace(/^(.{5,})ly$/, "$1").replace(/^(.{4,}[st])ion$/, "$1").replace(/(ing|edly|ed|ment)$/, "");
  if (short.length >= 3 && /[aeiouy]/.test(short)) base = short;
  base = base.replace(/([bdfgklmnprt])\1$/, "$1");
  if (base.length > 3) base = base.replace(/e$/, "");
  // "canned" is not "can".
  return stopWords.has(base) ? word : base;
}

/** Edits (insert, delete, replace, swap) between two words, or `limit + 1` if there are more. */
export function distance(/** @type {string} */ a, /** @type {string} */ b, /** @type {number} */ limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  /** @type {number[]} */
  let older = [];
  let old = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
}

/** How well a known stem fits the stem of a word that may hold typing mistakes, 0 to 1. */
export function likeness(/** @type {string} */ word, /** @type {string} */ typed, /** @type {string} */ known) {
  const limit = typed.length >= 7 ? 2 : typed.length >= 4 ? 1 : 0;
  if (!limit || typed[0] !== known[0]) return 0;
  // A letter more makes another word of a short one: "sacked" is no "snack".
  const isShort = typed.length < 5 || (typed.length < 6 && word.length < 7);
  if (isShort && known.length > typed.length) return 0;
  const edits = distance(typed, known, limit);
  return edits > limit ? 0 : 0.6 / edits;
}

/** @param {string[]} list @returns {string[]} The words that say something, or all if none does. */
export function telling(list) {
  const some = list.filter((word) => !stopWords.has(word));
  return [...new Set(some.length ? some : list)];
}
