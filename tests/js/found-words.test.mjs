// Which lines of a list have the words that somebody typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asWords, hasWordsOf } from "../../generator/static/js/found-words.js";

const line = asWords("Stir in flour & Wasser: «Größe», 12 min (go/feed-it.stir-in)");
for (const [query, isFound] of /** @type {[string, boolean][]} */ ([
  ["", true], [" ", true], ["stir", true], ["FLOUR st", true], ["flo", true], ["lour", false], ["größ", true], ["12", true], ["2", false],
  ["feed-it", true], ["it feed", true], ["stir oven", false], ["…", true],
])) {
  test(`"${query}" is ${isFound ? "" : "not "}found`, () => assert.equal(hasWordsOf(query)(line), isFound));
}
