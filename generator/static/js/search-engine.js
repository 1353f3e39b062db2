// Finds places in the handbook for words as people type them. Knows no page: runs in any JavaScript.

/**
 * @typedef {object} Doc
 * @property {string} location Address from the top of the site.
 * @property {string} title
 * @property {string} text
 * @property {string} kind
 * @property {string} [part_of] Title of the page it is a part of.
 * @property {string[]} [also] Words that stand for it without standing in it.
 *
 * @typedef {{doc: Doc, score: number, terms: string[]}} Result
 */

// A word in one of these fields counts this much more than one in the text.
const WEIGHTS = { title: 6, also: 7, text: 1 };
const KIND_WEIGHTS = { playbook: 1.25, step: 1.1, worksheet: 1.1, script: 1.1, section: 0.8, page: 1, source: 0.5 };

// Words that say nothing about what is looked for.
const STOP_WORDS = new Set(
  ("a an and are as at be but by can could did do does for from get got had has have he her him his how i if in " +
    "into is it its me my of on or our she should so that the their them then there they this to up us was we were " +
    "what when where which who why will with would you your im ive id").split(" "),
);

/** The words of a text: lower case, accents and apostrophes dropped. @param {string} text @returns {string[]} */
export function words(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'\u2019]/g, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A word without the usual English endings. @param {string} word */
export function stem(word) {
  if (word.length < 4) return word;
  let base = word.replace(/(ies|ied)$/, "y").replace(/(sses)$/, "ss");
  base = base.replace(/([^s])s$/, "$1");
  const short = base.replace(/(ing|edly|ed|ly|ment)$/, "");
  if (short.length >= 3 && /[aeiouy]/.test(short)) base = short;
  return base.replace(/([bdfgklmnprt])\1$/, "$1").replace(/e$/, "");
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

export class SearchEngine {
  /** @param {Doc[]} docs */
  constructor(docs) {
    this.docs = docs;
    /** @type {Map<string, Map<number, number>>} stem -> document -> weight */
    this.postings = new Map();
    this.phrases = docs.map((doc) => [doc.title, ...(doc.also ?? [])].map((phrase) => words(phrase).join(" ")));
    docs.forEach((doc, index) => {
      const lengths = 1 + words(doc.text).length / 400;
      this.#add(index, doc.title, WEIGHTS.title);
      for (const phrase of doc.also ?? []) this.#add(index, phrase, WEIGHTS.also / Math.sqrt(words(phrase).length));
      this.#add(index, doc.text, WEIGHTS.text / lengths);
    });
  }

  /** @param {number} index @param {string} text @param {number} weight */
  #add(index, text, weight) {
    for (const word of words(text)) {
      const key = stem(word);
      const found = this.postings.get(key) ?? new Map();
      // The second and later time a word stands in a document adds less and less.
      const before = found.get(index) ?? 0;
      found.set(index, Math.max(before, weight) + Math.min(before, weight) * 0.2);
      this.postings.set(key, found);
    }
  }

  /**
   * The places that fit a query, best first.
   * @param {string} query
   * @param {number} [most]
   * @returns {Result[]}
   */
  search(query, most = 30) {
    const all = words(query);
    const wanted = all.filter((word) => !STOP_WORDS.has(word));
    const terms = wanted.length ? wanted : all;
    /** @type {Map<number, {score: number, hit: number, terms: Set<string>}>} */
    const found = new Map();
    terms.forEach((term, position) => {
      const isLast = position === terms.length - 1;
      /** @type {Map<number, [number, string]>} */
      const best = new Map();
      for (const [key, quality] of this.#matches(term, isLast)) {
        const postings = /** @type {Map<number, number>} */ (this.postings.get(key));
        const rarity = Math.log(1 + this.docs.length / (0.5 + postings.size));
        for (const [index, weight] of postings) {
          const score = quality * rarity * weight;
          if (score > (best.get(index)?.[0] ?? 0)) best.set(index, [score, key]);
        }
      }
      for (const [index, [score, key]] of best) {
        const entry = found.get(index) ?? { score: 0, hit: 0, terms: new Set() };
        entry.score += score;
        entry.hit += 1;
        entry.terms.add(key);
        found.set(index, entry);
      }
    });
    const phrase = all.join(" ");
    return [...found]
      .map(([index, entry]) => {
        const doc = this.docs[index];
        const share = entry.hit / terms.length;
        const exact = this.phrases[index].some((known) => known === phrase) ? 3 : 1;
        const kind = KIND_WEIGHTS[/** @type {keyof typeof KIND_WEIGHTS} */ (doc.kind)] ?? 1;
        return { doc, score: entry.score * share * share * exact * kind, terms: [...entry.terms] };
      })
      .sort((a, b) => b.score - a.score || a.doc.location.localeCompare(b.doc.location))
      .slice(0, most);
  }

  /**
   * The known stems that a word may mean, each with how well it fits.
   * @param {string} word
   * @param {boolean} isLast Whether the word may still be being typed.
   * @returns {Map<string, number>}
   */
  #matches(word, isLast) {
    const wanted = stem(word);
    /** @type {Map<string, number>} */
    const found = new Map();
    if (this.postings.has(wanted)) found.set(wanted, 1);
    const limit = wanted.length >= 7 ? 2 : wanted.length >= 4 ? 1 : 0;
    for (const key of this.postings.keys()) {
      if (key === wanted) continue;
      if (isLast && word.length >= 3 && key.startsWith(word)) found.set(key, 0.6);
      else if (!found.has(wanted) && limit && key[0] === wanted[0]) {
        const edits = distance(wanted, key, limit);
        if (edits <= limit) found.set(key, 0.55 / edits);
      }
    }
    return found;
  }
}
