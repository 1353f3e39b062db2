// How words are cut, compared and found; what real queries find is tested in a browser with `searches.yml`.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { distance, SearchEngine, speak, stem, words } from "../../generator/static/js/search-engine.js";

/** @param {string} title @param {Partial<import("../../generator/static/js/search-engine.js").Doc>} [more] */
const doc = (title, more = {}) => ({ location: `${title.toLowerCase()}/`, title, text: "", kind: "playbook", ...more });

const ENGLISH = { lang: ["en"], stop: "can the and" };
beforeEach(() => speak(ENGLISH));

/** The titles that a query finds. */
const found = (docs, query) => new SearchEngine(docs).search(query).map((result) => result.doc.title);

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

test("a title counts more than the text", () => {
  const docs = [doc("Other", { text: "feedback ".repeat(3) }), doc("Feedback"), doc("Sleep")];
  assert.deepEqual(found(docs, "feedback")[0], "Feedback");
});

test("an other name finds a page that does not say the word", () => {
  assert.deepEqual(found([doc("Leave well", { also: ["laid off", "redundancy"] }), doc("Sleep")], "redundancy"), ["Leave well"]);
});

test("a typing mistake still finds, and nonsense finds nothing", () => {
  const docs = [doc("Promotion"), doc("Sleep")];
  assert.deepEqual(found(docs, "promtion"), ["Promotion"]);
  assert.deepEqual(found(docs, "xqzvw"), []);
  assert.deepEqual(found(docs, ""), []);
  assert.deepEqual(found([], "promotion"), []);
});

test("the beginning of the last word is enough", () => {
  assert.deepEqual(found([doc("Worksheet"), doc("Sleep")], "works"), ["Worksheet"]);
});

test("a name that every object has is a word like any other", () => {
  assert.deepEqual(found([doc("Constructor"), doc("Sleep")], "constructor __proto__"), ["Constructor"]);
});

test("no more results than asked for, the same each time", () => {
  const docs = Array.from({ length: 30 }, (_, index) => doc(`Feedback ${index}`));
  const engine = new SearchEngine(docs);
  assert.equal(engine.search("feedback", 5).length, 5);
  assert.deepEqual(engine.search("feedback"), engine.search("feedback"));
});

test("letters are found as people type them who have no others", () => {
  assert.deepEqual(words("Größe, Œuvre, Ærø, Łódź, ñandú, kırmızı"), ["grosse", "oeuvre", "aero", "lodz", "nandu", "kirmizi"]);
  assert.deepEqual(found([doc("Gießen"), doc("Säen")], "giessen"), ["Gießen"]);
  assert.deepEqual(found([doc("Gießen"), doc("Säen")], "saen"), ["Säen"]);
});

test("another language has small words of its own, and keeps its endings", () => {
  speak({ lang: ["de"], stop: "und für" });
  assert.equal(stem("moment"), "moment");
  const docs = [doc("Not und Hilfe"), doc("Töpfe für alle"), doc("The can")];
  assert.deepEqual(found(docs, "not für hunde"), ["Not und Hilfe"]);
  assert.deepEqual(found(docs, "für can"), ["The can"]);
});
