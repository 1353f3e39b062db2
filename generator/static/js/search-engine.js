// Finds places in the handbook for words as people type them, and loads those parts of the index that it needs for that.
//
// `generator/search/parts.py` makes the parts, and says what each is; `search-ranking.js` puts places in order.

import { rank, rarity } from "./search-ranking.js";
import { likeness, speak, stem, telling, words } from "./search-words.js";

/**
 * @typedef {object} Start
 * @property {import("./search-words.js").Config} config
 * @property {string} version Changes with any part.
 * @property {number[]} lengths How many words the text of each place has.
 * @property {[string[], number[]]} kinds All kinds, and the number of that of each place.
 * @property {[number, number][]} holds How a place can hold a word: what its titles count, and how often it is in the text.
 * @property {Record<string, number>} small How many places hold each small word.
 * @property {PhraseList} phrases Those of small words only.
 * @property {string[]} words The first word of each part with words; all words of one first letter are in one part.
 * @property {string[]} places The first word of each part with places.
 * @property {number[]} texts How many places each part with texts has.
 *
 * @typedef {[string, string, number[]][]} PhraseList Words that must be in the query, words that make it fit better, places.
 * @typedef {[number[], number[], PhraseList?]} Held Places, how each holds the word, and the phrases with this word.
 * @typedef {{location: string, title: string, text: string, kind: string, part_of?: string}} Doc A place, as it is shown.
 *
 * @typedef {{place: number, score: number, term: string}} Result `term` is the stem of the rarest word found.
 */

// A longer query is looked for by the words that say most.
const MOST_WORDS = 8;

export class SearchEngine {
  /** @type {Map<string, Promise<any>>} */
  #parts = new Map();
  #load;

  /** @param {(name: string, version: string) => Promise<any>} load Gives a part of the index; the start has no version. */
  constructor(load) {
    this.#load = load;
  }

  /** @returns {Promise<Start>} */
  #start() {
    return this.#part("start", "");
  }

  /** A part, which is loaded once; again, if that failed. @param {string} name @param {string} version */
  #part(name, version) {
    let part = this.#parts.get(name);
    if (!part) {
      part = this.#load(name, version);
      this.#parts.set(name, part);
      part.catch(() => this.#parts.delete(name));
    }
    return part;
  }

  /**
   * The places that fit a query, best first.
   * @param {string} query
   * @param {number} [most]
   * @returns {Promise<Result[]>}
   */
  async search(query, most = 20) {
    const start = await this.#start();
    speak(start.config);
    const typed = words(query);
    const terms = telling(typed);
    const every = await Promise.all(terms.map((term) => this.#matches(start, term, term === typed[typed.length - 1])));
    const matches = every.length > MOST_WORDS ? mostTelling(start, every) : every;
    /** @type {Map<string, Held>} */
    const held = new Map();
    await Promise.all(
      matches.flatMap(({ sure }) => [...sure.keys()]).map(async (key) => {
        const number = lastUpTo(start.places, key);
        held.set(key, (await this.#part(`places-${number}`, start.version))[key]);
      }),
    );
    const counts = new Map([...Object.entries(start.small), ...matches.flatMap((match) => [...match.counts])]);
    return rank(start, typed, matches.map((match) => match.sure), held, counts, most);
  }

  /**
   * The known stems that a word may mean, each with how surely it does and how many places hold it.
   * @param {Start} start
   * @param {string} word
   * @param {boolean} isLast Whether the word may still be being typed.
   */
  async #matches(start, word, isLast) {
    const number = lastUpTo(start.words.map((first) => first[0]), word[0]);
    /** @type {[string, number[]]} */
    const [listed, sizes] = number < 0 ? ["", []] : await this.#part(`words-${number}`, start.version);
    const all = new Map(listed.split(" ").map((key, index) => [key, sizes[index]]));
    const wanted = stem(word);
    const known = all.get(wanted);
    /** @type {Map<string, number>} */
    const sure = new Map(known ? [[wanted, 1]] : []);
    for (const [key, count] of all) {
      if (key === wanted) continue;
      if (isLast && word.length >= 3 && key.startsWith(word)) {
        // A longer word is rarer, but must not beat the word that was typed.
        sure.set(key, known ? 0.3 * Math.min(1, rarity(start, known) / rarity(start, count)) : 0.6);
      } else if (!known) {
        const like = likeness(word, wanted, key);
        if (like) sure.set(key, like);
      }
    }
    return { sure, counts: new Map([...sure.keys()].map((key) => [key, all.get(key) ?? 0])) };
  }

  /** What there is to show of places. @param {number[]} places @returns {Promise<Doc[]>} */
  async docs(places) {
    const start = await this.#start();
    const [kinds, kindOf] = start.kinds;
    const firsts = [0];
    for (const count of start.texts) firsts.push(firsts[firsts.length - 1] + count);
    return Promise.all(
      places.map(async (place) => {
        const number = firsts.findIndex((first) => first > place) - 1;
        const part = await this.#part(`texts-${number}`, start.version);
        return { ...part[place - firsts[number]], kind: kinds[kindOf[place]] };
      }),
    );
  }
}

/** Of what the words of a query may mean, that which says most. @template {{sure: Map<string, number>, counts: Map<string, number>}} Match
 * @param {Start} start @param {Match[]} matches @returns {Match[]} */
function mostTelling(start, matches) {
  /** @param {Match} match */
  const says = ({ sure, counts }) => Math.max(0, ...[...sure].map(([key, one]) => one * rarity(start, counts.get(key) ?? 0)));
  const kept = new Set(matches.toSorted((one, other) => says(other) - says(one)).slice(0, MOST_WORDS));
  return matches.filter((match) => kept.has(match));
}

/** Where a sorted list holds the last text that is not behind another; -1 if there is none.
 * @param {string[]} sorted @param {string} text */
function lastUpTo(sorted, text) {
  return sorted.findLastIndex((one) => one <= text);
}
