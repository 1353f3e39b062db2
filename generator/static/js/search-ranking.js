// Puts the places that hold something of a query in order.
//
// A place scores by each word that it holds (rare words count more, a title more than the text), by how
// much of the query it holds, and most of all by a title or an other name of it that the query says whole.

import { stem } from "./search-words.js";

/**
 * @typedef {import("./search-engine.js").Start} Start
 * @typedef {import("./search-engine.js").Held} Held
 * @typedef {import("./search-engine.js").PhraseList} PhraseList
 * @typedef {import("./search-engine.js").Result} Result
 */

// A whole phrase counts this much more than its words.
const PHRASE_WEIGHT = 16;
/** @type {Record<string, number>} */
const KIND_WEIGHTS = {
  situation: 1.25, playbook: 1.15, path: 1.1, step: 1.1, worksheet: 1.1, script: 1.1,
  section: 0.8, term: 0.7, coach: 0.6, source: 0.4,
};
// A place that a title or other name of it stands for counts as one that holds this many words.
const WHOLE = 99;
// What scores less than this share of the best result is left out.
const WORTH_SHOWING = 0.12;

/**
 * Every place that holds something of a query and is worth showing, best first.
 * @param {Start} start
 * @param {string[]} typed All words of the query.
 * @param {Map<string, number>[]} matches For each word that says something, the stems that it may mean: how surely.
 * @param {Map<string, Held>} held What the index says of each of these stems.
 * @param {Map<string, number>} counts How many places hold each stem.
 * @param {number} most No more results than these.
 * @returns {Result[]}
 */
export function rank(start, typed, matches, held, counts, most) {
  /** @type {Map<string, number>} stem -> how surely the query means it */
  const meant = new Map(typed.map((word) => [stem(word), 1]));
  for (const sure of matches) for (const [key, one] of sure) meant.set(key, Math.max(one, meant.get(key) ?? 0));
  /** @param {string} key */
  const said = (key) => (meant.get(key) ?? 0) * rarity(start, counts.get(key) ?? 0);

  const places = start.lengths.length;
  const [scores, sums, rarest] = [new Float64Array(places), new Float64Array(places), new Float64Array(places)];
  const hits = new Uint8Array(places);
  /** @type {string[]} */
  const terms = new Array(places);
  let total = 0;
  let known = 0;
  for (const sure of matches) {
    const best = bestHits(start, sure, held);
    total += Math.max(0, ...[...sure].map(([key, one]) => one * rarity(start, counts.get(key) ?? 0)));
    known += best.found.length ? 1 : 0;
    for (const place of best.found) {
      const { key, says } = best.keys[best.keyOf[place]];
      scores[place] += best.scores[place];
      sums[place] += says;
      hits[place] += 1;
      if (says > rarest[place]) [rarest[place], terms[place]] = [says, key];
    }
  }
  const phrases = bestPhrases([start.phrases, ...[...held.values()].map(([, , list]) => list ?? [])], meant, said, total);
  const [kinds, kindOf] = start.kinds;
  const weights = kinds.map((kind) => KIND_WEIGHTS[kind] ?? 1);
  let highest = 0;
  let isAnyWhole = false;
  for (let place = 0; place < places; place += 1) {
    if (!hits[place]) continue;
    const phrase = (phrases.get(place) ?? 0) * PHRASE_WEIGHT;
    scores[place] = (scores[place] * (sums[place] / total) ** 2 + phrase) * weights[kindOf[place]];
    if (phrase > 0) hits[place] = WHOLE;
    isAnyWhole ||= hits[place] > 1;
    highest = Math.max(highest, scores[place]);
  }
  // One word of three or more says little, if other places hold more of them.
  const fewest = known > 2 && isAnyWhole ? 2 : 1;
  const worth = Math.max(highest * WORTH_SHOWING, lowestOfBest(scores.filter((_, place) => hits[place] >= fewest), most));
  const results = [];
  for (let place = 0; place < places; place += 1) {
    if (hits[place] >= fewest && scores[place] >= worth) results.push({ place, score: scores[place], term: terms[place] });
  }
  return results.sort((one, other) => other.score - one.score || one.place - other.place).slice(0, most);
}

/** The lowest of the so many highest scores. @param {Float64Array} scores @param {number} most */
function lowestOfBest(scores, most) {
  return scores.sort()[Math.max(0, scores.length - most)] ?? 0;
}

/** For one word of a query, the best of the stems that it may mean in each place.
 * @param {Start} start @param {Map<string, number>} sure @param {Map<string, Held>} held */
function bestHits(start, sure, held) {
  const scores = new Float64Array(start.lengths.length);
  const keyOf = new Uint16Array(start.lengths.length);
  const keys = [...sure].map(([key, one]) => ({ key, says: one * rarity(start, held.get(key)?.[0].length ?? 0) }));
  /** @type {number[]} */
  const found = [];
  keys.forEach(({ key, says }, number) => {
    const [distances, ways] = /** @type {Held} */ (held.get(key));
    let place = 0;
    for (let index = 0; index < distances.length; index += 1) {
      place += distances[index];
      const score = says * weight(start.holds[ways[index]], start.lengths[place]);
      if (score <= scores[place]) continue;
      if (!scores[place]) found.push(place);
      scores[place] = score;
      keyOf[place] = number;
    }
  });
  return { scores, keyOf, keys, found };
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
export function rarity(start, count) {
  return Math.log(1 + start.lengths.length / (0.5 + count));
}

/** The numbers of a list that holds how far each is from the one before. @param {number[]} distances */
function numbers(distances) {
  let number = 0;
  return distances.map((distance) => (number += distance));
}
