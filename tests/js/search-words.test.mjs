// How words are cut and compared; what queries find is tested with `ask.mjs` and in a browser with `searches.yml`.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { distance, speak, stem, words } from "../../generator/static/js/search-words.js";

const ENGLISH = { lang: ["en"], stop: "can the and" };
beforeEach(() => speak(ENGLISH));

test("words are lower case, without accents and apostrophes, and e-mail is one", () => {
  assert.deepEqual(words("Don't send the E-mail, René"), ["dont", "send", "the", "email", "rene"]);
  assert.deepEqual(words("passed-over  (twice)"), ["passed", "over", "twice"]);
  assert.deepEqual(words("отказ — ΌΧΙ"), ["отказ", "οχι"]);
  assert.deepEqual(words("…!"), []);
});

for (const [one, other] of [["feedback", "feedbacks"], ["promoted", "promotion"], ["rejected", "rejection"], ["asking", "ask"], ["stories", "story"]]) {
  test(`"${one}" and "${other}" are the same word`, () => assert.equal(stem(one), stem(other)));
}

test("words that only look alike stay apart", () => {
  assert.notEqual(stem("canned"), stem("can"));
  assert.notEqual(stem("boss"), stem("bos"));
});

test("a swap of two letters is one edit, and counting stops at the limit", () => {
  assert.equal(distance("promotion", "promotoin", 2), 1);
  assert.equal(distance("feedback", "feedbak", 2), 1);
  assert.equal(distance("same", "same", 2), 0);
  assert.equal(distance("no", "promotion", 2), 3);
  assert.equal(distance("abcdef", "uvwxyz", 2), 3);
});

test("letters are compared as people type them who have no others", () => {
  assert.deepEqual(words("Größe, Œuvre, Ærø, Łódź, ñandú, kırmızı"), ["grosse", "oeuvre", "aero", "lodz", "nandu", "kirmizi"]);
});

test("another language has small words of its own, and keeps its endings", () => {
  speak({ lang: ["de"], stop: "und für" });
  assert.equal(stem("moment"), "moment");
});
