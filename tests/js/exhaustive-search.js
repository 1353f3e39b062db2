// Finds what the search engine finds, but by reading every place whole: what the engine's results are held against.

import { likeness, stem, telling, words } from "../../generator/static/js/search-words.js";

/**
 * @typedef {{location: string, title: string, text: string, kind: string, part_of?: string, also?: string[]}} Doc
 * @typedef {{doc: Doc, score: number, term: string}} Result
 * @typedef {{needed: string[], better: string[]}} Phrase
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

/** @param {string} text @returns {Phrase} */
function asPhrase(text) {
  const all = words(text);
  const needed = new Set(telling(all).map(stem));
  return { needed: [...needed], better: [...new Set(all.map(stem))].filter((key) => !needed.has(key)) };
}

export class ExhaustiveSearch {
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
      return { doc, index, term, score: (score * (said / total) ** 2 + phrase) * kind, whole: phrase > 0 || hits > 1 };
    });
    results.sort((a, b) => b.score - a.score || a.index - b.index);
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
