// Finds places in the handbook for words as people type them, and loads those parts of the index that it needs for that.
//
// A place scores by each word that it holds (rare words count more, a title more than the text), by how
// much of the query it holds, and most of all by a title or an other name of it that the query says whole.
// `generator/search/parts.py` makes the parts, and says what each is.

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
 * @typedef {{score: number, said: number, key: string}} Hit
 */

// A whole phrase counts this much more than its words.
const PHRASE_WEIGHT = 16;
/** @type {Record<string, number>} */
const KIND_WEIGHTS = {
  situation: 1.25, playbook: 1.15, path: 1.1, step: 1.1, worksheet: 1.1, script: 1.1,
  section: 0.8, term: 0.7, coach: 0.6, source: 0.4,
};
// A longer query is looked for by the words that say most.
const MOST_WORDS = 8;
// What scores less than this share of the best result is left out.
const WORTH_SHOWING = 0.12;

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
    return rank(start, typed, matches.map((match) => match.sure), held, counts).slice(0, most);
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

/**
 * Every place that holds something of a query and is worth showing, best first.
 * @param {Start} start
 * @param {string[]} typed All words of the query.
 * @param {Map<string, number>[]} matches For each word that says something, the stems that it may mean: how surely.
 * @param {Map<string, Held>} held What the index says of each of these stems.
 * @param {Map<string, number>} counts How many places hold each stem.
 * @returns {Result[]}
 */
function rank(start, typed, matches, held, counts) {
  /** @type {Map<string, number>} stem -> how surely the query means it */
  const meant = new Map(typed.map((word) => [stem(word), 1]));
  for (const sure of matches) for (const [key, one] of sure) meant.set(key, Math.max(one, meant.get(key) ?? 0));
  /** @param {string} key */
  const said = (key) => (meant.get(key) ?? 0) * rarity(start, counts.get(key) ?? 0);

  /** @type {Map<number, {score: number, said: number, hits: number, rarest: number, term: string}>} */
  const found = new Map();
  let total = 0;
  let known = 0;
  for (const sure of matches) {
    const best = bestHits(start, sure, held);
    total += Math.max(0, ...[...sure].map(([key, one]) => one * rarity(start, counts.get(key) ?? 0)));
    known += best.size ? 1 : 0;
    for (const [place, hit] of best) {
      const entry = found.get(place) ?? { score: 0, said: 0, hits: 0, rarest: 0, term: hit.key };
      entry.score += hit.score;
      entry.said += hit.said;
      entry.hits += 1;
      if (hit.said > entry.rarest) [entry.rarest, entry.term] = [hit.said, hit.key];
      found.set(place, entry);
    }
  }
  const phrases = bestPhrases([start.phrases, ...[...held.values()].map(([, , list]) => list ?? [])], meant, said, total);
  const [kinds, kindOf] = start.kinds;
  const results = [...found].map(([place, { score, said, hits, term }]) => {
    const phrase = (phrases.get(place) ?? 0) * PHRASE_WEIGHT;
    const kind = KIND_WEIGHTS[kinds[kindOf[place]]] ?? 1;
    return { place, term, score: (score * (said / total) ** 2 + phrase) * kind, whole: phrase > 0 || hits > 1 };
  });
  results.sort((a, b) => b.score - a.score || a.place - b.place);
  // One word of three or more says little, if other places hold more of them.
  const few = known > 2 && results.some((result) => result.whole);
  const worth = (results[0]?.score ?? 0) * WORTH_SHOWING;
  return results
    .filter((result) => result.score >= worth && (result.whole || !few))
    .map(({ place, score, term }) => ({ place, score, term }));
}

/** For one word of a query, the best of the stems that it may mean in each place.
 * @param {Start} start @param {Map<string, number>} sure @param {Map<string, Held>} held */
function bestHits(start, sure, held) {
  /** @type {Map<number, Hit>} */
  const best = new Map();
  for (const [key, one] of sure) {
    const [distances, ways] = /** @type {Held} */ (held.get(key));
    const said = one * rarity(start, distances.length);
    numbers(distances).forEach((place, index) => {
      const score = said * weight(start.holds[ways[index]], start.lengths[place]);
      if (score > (best.get(place)?.score ?? 0)) best.set(place, { score, said, key });
    });
  }
  return best;
}

/**
 * What the best phrase adds to each place, of those that the query says whole.
 * @param {PhraseList[]} lists
 * @param {Map<string, number>} meant
 * @param {(key: string) => number} said How much the query says with a stem.
 * @param {number} total How much the whole query says.
 */
function bestPhrases(lists, meant, said, total) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const [needed, better, places] of lists.flat()) {
    const must = needed.split(" ");
    if (!must.every((key) => meant.has(key))) continue;
    const may = better ? better.split(" ") : [];
    const sum = must.reduce((so_far, key) => so_far + said(key), 0);
    const share = (must.length + may.filter((key) => meant.has(key)).length) / (must.length + may.length);
    const adds = sum * share * Math.min(1, sum / total);
    for (const place of numbers(places)) best.set(place, Math.max(adds, best.get(place) ?? 0));
  }
  return best;
}

/** How much a place with so many words counts for a word: the second and later time adds less and less.
 * @param {[number, number]} hold @param {number} length */
function weight([titles, times], length) {
  const each = 1 / (1 + length / 400);
  let sum = titles;
  for (let time = 0; time < times; time += 1) sum = Math.max(sum, each) + Math.min(sum, each) * 0.2;
  return sum;
}

/** How much a stem says: the fewer places hold it, the more. @param {Start} start @param {number} count */
function rarity(start, count) {
  return Math.log(1 + start.lengths.length / (0.5 + count));
}

/** The numbers of a list that holds how far each is from the one before. @param {number[]} distances */
function numbers(distances) {
  let number = 0;
  return distances.map((distance) => (number += distance));
}

/** Where a sorted list holds the last text that is not behind another; -1 if there is none.
 * @param {string[]} sorted @param {string} text */
function lastUpTo(sorted, text) {
  return sorted.findLastIndex((one) => one <= text);
}
