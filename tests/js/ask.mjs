// Reads places, the parts of their index and queries from its input, and says what the engine and the exhaustive search find.

import { readFileSync } from "node:fs";
import { SearchEngine } from "../../generator/static/js/search-engine.js";
import { speak } from "../../generator/static/js/search-words.js";
import { ExhaustiveSearch } from "./exhaustive-search.js";

const { docs, parts, config, queries } = JSON.parse(readFileSync(0, "utf8"));
const told = [];
speak(config);
const all = new ExhaustiveSearch(docs);
/** @param {string[]} found @param {{score: number, term: string}[]} results */
const answer = (found, results) => ({ found, scores: results.map(({ score }) => score), terms: results.map(({ term }) => term) });
for (const query of queries) {
  /** @type {string[]} */
  const loaded = [];
  const engine = new SearchEngine(async (name, version) => {
    loaded.push(name);
    if (name !== "start" && version !== parts.start.version) throw new Error(`${name} of version ${version}`);
    return parts[name];
  });
  const results = await engine.search(query);
  const shown = await engine.docs(results.map(({ place }) => place));
  const expected = all.search(query);
  told.push([
    { ...answer(shown.map(({ location }) => location), results), loaded },
    answer(expected.map(({ doc }) => doc.location), expected),
  ]);
}
console.log(JSON.stringify(told));
