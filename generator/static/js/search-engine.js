// Finds places in the handbook for words as people type them. Knows no page: runs in any JavaScript.
//
// A place scores by each word that it holds (rare words count more, a title more than the text), by how
// much of the query it holds, and most of all by a title or an other name of it that the query says whole.

/**
 * @typedef {object} Doc
 * @property {string} location Address from the top of the site.
 * @property {string} title
 * @property {string} text
 * @property {string} kind
 * @property {string} [part_of] Title of the page it is a part of.
 * @property {string[]} [also] Words that stand for it without standing in it.
 *
 * @typedef {{lang: string[], stop: string}} Config The language, and its small words.
 *
 * @typedef {{doc: Doc, score: number, term: string}} Result `term` is the stem of the rarest word found.
 *
 * @typedef {object} Phrase A title or an other name, as stems.
 * @property {string[]} needed All of these must be in the query.
 * @property {string[]} better Stop words: the more of these are in the query, the better.
 */

// A word in one of these fields counts this much.
const WEIGHTS = { title: 6, also: 5, text: 1 };
// A whole phrase counts this much more than its words.
const PHRASE_WEIGHT = 16;
const KIND_WEIGHTS = {
  situation: 1.25, playbook: 1.15, path: 1.1, step: 1.1, worksheet: 1.1, script: 1.1,
  section: 0.8, term: 0.7, coach: 0.6, source: 0.4,
};
// What scores less than this share of the best result is left out.
const WORTH_SHOWING = 0.12;

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
function likeness(/** @type {string} */ word, /** @type {string} */ typed, /** @type {string} */ known) {
  const limit = typed.length >= 7 ? 2 : typed.length >= 4 ? 1 : 0;
  if (!limit || typed[0] !== known[0]) return 0;
  // A letter more makes another word of a short one: "sacked" is no "snack".
  const isShort = typed.length < 5 || (typed.length < 6 && word.length < 7);
  if (isShort && known.length > typed.length) return 0;
  const edits = distance(typed, known, limit);
  return edits > limit ? 0 : 0.6 / edits;
}

/** @param {string[]} list @returns {string[]} The words that say something, or all if none does. */
function telling(list) {
  const some = list.filter((word) => !stopWords.has(word));
  return [...new Set(some.length ? some : list)];
}

/** @param {string} text @returns {Phrase} */
function asPhrase(text) {
  const all = words(text);
  const needed = new Set(telling(all).map(stem));
  return { needed: [...needed], better: [...new Set(all.map(stem))].filter((key) => !needed.has(key)) };
}

export class SearchEngine {
  /** @param {Doc[]} docs */
  constructor(docs) {
    this.docs = docs;
    /** @type {Map<string, Map<number, number>>} stem -> document -> weight */
    this.postings = new Map();
    /** @type {Phrase[][]} */
    this.phrases = docs.map((doc) => [doc.title, ...(doc.also ?? [])].map(asPhrase));
    docs.forEach((doc, index) => {
      const text = words(doc.text);
      this.#add(index, words(doc.title), WEIGHTS.title);
      for (const phrase of (doc.also ?? []).map(words)) this.#add(index, phrase, WEIGHTS.also / telling(phrase).length);
      this.#add(index, text, WEIGHTS.text / (1 + text.length / 400));
    });
  }

  /** @param {number} index @param {string[]} list @param {number} weight */
  #add(index, list, weight) {
    for (const word of list) {
      const key = stem(word);
      let found = this.postings.get(key);
      if (!found) this.postings.set(key, (found = new Map()));
      // The second and later time a word stands in a document adds less and less.
      const before = found.get(index) ?? 0;
      found.set(index, Math.max(before, weight) + Math.min(before, weight) * 0.2);
    }
  }

  /** How much a stem says: the fewer places hold it, the more. @param {string} key */
  #rarity(key) {
    return Math.log(1 + this.docs.length / (0.5 + (this.postings.get(key)?.size ?? 0)));
  }

  /**
   * The places that fit a query, best first.
   * @param {string} query
   * @param {number} [most]
   * @returns {Result[]}
   */
  search(query, most = 20) {
    const typed = words(query);
    /** @type {Map<string, number>} stem -> how surely the query means it */
    const meant = new Map(typed.map((word) => [stem(word), 1]));
    /** @type {Map<number, {score: number, said: number, hits: number, rarest: number, term: string}>} */
    const found = new Map();
    let total = 0;
    let known = 0;
    for (const term of telling(typed)) {
      /** @type {Map<number, {score: number, said: number, key: string}>} */
      const best = new Map();
      let sayable = 0;
      for (const [key, sure] of this.#matches(term, term === typed[typed.length - 1])) {
        const said = sure * this.#rarity(key);
        sayable = Math.max(sayable, said);
        meant.set(key, Math.max(sure, meant.get(key) ?? 0));
        for (const [index, weight] of this.postings.get(key) ?? []) {
          if (said * weight > (best.get(index)?.score ?? 0)) best.set(index, { score: said * weight, said, key });
        }
      }
      total += sayable;
      known += best.size ? 1 : 0;
      for (const [index, { score, said, key }] of best) {
        const entry = found.get(index) ?? { score: 0, said: 0, hits: 0, rarest: 0, term: key };
        entry.score += score;
        entry.said += said;
        entry.hits += 1;
        if (said > entry.rarest) [entry.rarest, entry.term] = [said, key];
        found.set(index, entry);
      }
    }
    const results = [...found].map(([index, { score, said, hits, term }]) => {
      const doc = this.docs[index];
      const kind = KIND_WEIGHTS[/** @type {keyof typeof KIND_WEIGHTS} */ (doc.kind)] ?? 1;
      const phrase = this.#phraseScore(index, meant, total);
      return { doc, term, score: (score * (said / total) ** 2 + phrase) * kind, whole: phrase > 0 || hits > 1 };
    });
    results.sort((a, b) => b.score - a.score || a.doc.location.localeCompare(b.doc.location));
    // One word of three or more says little, if other places hold more of them.
    const few = known > 2 && results.some((result) => result.whole);
    const worth = (results[0]?.score ?? 0) * WORTH_SHOWING;
    return results
      .filter((result) => result.score >= worth && (result.whole || !few))
      .slice(0, most)
      .map(({ doc, score, term }) => ({ doc, score, term }));
  }

  /**
   * What the best phrase adds of those that the query says whole.
   * @param {number} index
   * @param {Map<string, number>} meant
   * @param {number} total How much the whole query says.
   */
  #phraseScore(index, meant, total) {
    let best = 0;
    for (const { needed, better } of this.phrases[index]) {
      if (!needed.length || !needed.every((key) => meant.has(key))) continue;
      const said = needed.reduce((sum, key) => sum + (meant.get(key) ?? 0) * this.#rarity(key), 0);
      const held = (needed.length + better.filter((key) => meant.has(key)).length) / (needed.length + better.length);
      best = Math.max(best, said * held * Math.min(1, said / total));
    }
    return best * PHRASE_WEIGHT;
  }

  /**
   * The known stems that a word may mean, each with how surely it does.
   * @param {string} word
   * @param {boolean} isLast Whether the word may still be being typed.
   * @returns {Map<string, number>}
   */
  #matches(word, isLast) {
    const wanted = stem(word);
    const isKnown = this.postings.has(wanted);
    /** @type {Map<string, number>} */
    const found = new Map(isKnown ? [[wanted, 1]] : []);
    for (const key of this.postings.keys()) {
      if (key === wanted) continue;
      if (isLast && word.length >= 3 && key.startsWith(word)) {
        // A longer word is rarer, but must not beat the word that was typed.
        found.set(key, isKnown ? 0.3 * Math.min(1, this.#rarity(wanted) / this.#rarity(key)) : 0.6);
      } else if (!isKnown) {
        const sure = likeness(word, wanted, key);
        if (sure) found.set(key, sure);
      }
    }
    return found;
  }
}
