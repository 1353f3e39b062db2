// What the store reads, keeps and takes away, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isEmpty, KEY, nothing, readBrought, readSaved, Store, VERSION, withFields, withoutSheet } from "../../generator/static/js/store.js";

/** A place like localStorage, with what stands in it, and errors on demand. */
class Place {
  kept = new Map();
  /** @type {Error | undefined} */
  refusal;

  getItem(key) {
    if (this.refusal?.name === "SecurityError") throw this.refusal;
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.refusal) throw this.refusal;
    this.kept.set(key, value);
  }

  removeItem(key) {
    if (this.refusal?.name === "SecurityError") throw this.refusal;
    this.kept.delete(key);
  }
}

const error = (name) => Object.assign(new Error(name), { name });

test("what is saved is read back", () => {
  const saved = { version: VERSION, agreed: true, sheets: { log: { notes: "Fed it", ticks: ["a", "b"] } } };
  assert.deepEqual(readSaved(JSON.stringify(saved)), saved);
});

for (const text of ["", "{", "null", "[]", "3", '"text"', '{"version":1}', '{"version":99,"sheets":{}}', '{"version":1,"sheets":[]}']) {
  test(`what is broken as a whole is not read: ${text}`, () => assert.equal(readSaved(text), null));
}

test("single broken answers are left out, and the rest stays", () => {
  const sheets = { log: { notes: "kept", wrong: 3, worse: [1], list: ["kept"] }, other: "no sheet" };
  const saved = readSaved(JSON.stringify({ version: VERSION, agreed: "yes", sheets }));
  assert.deepEqual(saved?.sheets, { log: { notes: "kept", list: ["kept"] } });
  assert.equal(saved?.agreed, false, "only a plain true is an agreement");
});

test("keys of a later version stay where they are", () => {
  const saved = readSaved(JSON.stringify({ version: VERSION, agreed: true, sheets: {}, later: { a: 1 } }));
  assert.deepEqual(saved?.later, { a: 1 });
});

test("a file is taken whole or not at all", () => {
  const file = { version: VERSION, sheets: { log: { notes: "x" } }, steps: { "a.b": true } };
  assert.deepEqual(readBrought(file), { sheets: file.sheets, sections: { steps: file.steps } });
  assert.equal(readBrought({ version: VERSION, sheets: { log: { notes: 3 } } }), null);
  assert.equal(readBrought({ version: VERSION + 1, sheets: {} }), null);
});

test("a name that every object has is a name like any other", () => {
  const sheets = withFields({}, "constructor", { toString: "typed" });
  assert.deepEqual(Object.keys(sheets), ["constructor"]);
  assert.equal(sheets.constructor.toString, "typed");
  assert.deepEqual(withoutSheet(sheets, "constructor"), {});
});

test("a sheet without answers is no sheet", () => {
  assert.deepEqual(withFields({ log: { notes: "x" } }, "log", { notes: "" }), {});
  assert.deepEqual(["", [], undefined, "x", ["x"]].map(isEmpty), [true, true, true, false, false]);
});

test("nothing is written before the reader agrees, and nothing left after a no", () => {
  const place = new Place();
  const store = new Store(() => place);
  assert.equal(store.keep("log", { notes: "typed" }), false);
  assert.equal(place.kept.size, 0);
  assert.equal(store.agree(true), true);
  assert.equal(store.keep("log", { notes: "typed" }), true);
  assert.deepEqual(store.sheet("log"), { notes: "typed" });
  assert.equal(store.clearSheet("log"), true);
  assert.equal(store.agree(false), true);
  assert.equal(place.kept.size, 0);
});

test("a full storage and one that is refused are told apart, and lose nothing", () => {
  const place = new Place();
  const store = new Store(() => place);
  store.agree(true);
  store.keep("log", { notes: "first" });
  place.refusal = error("QuotaExceededError");
  assert.equal(store.keep("log", { notes: "second" }), false);
  assert.equal(store.state, "full");
  assert.deepEqual(store.sheet("log"), { notes: "first" });
  place.refusal = error("SecurityError");
  assert.deepEqual(store.sheet("log"), {});
  assert.equal(store.state, "blocked");
  assert.equal(store.clearAll(), false);
});

test("what cannot be read is never written over unasked", () => {
  const place = new Place();
  place.kept.set(KEY, "{ broken");
  const store = new Store(() => place);
  assert.equal(store.keep("log", { notes: "typed" }), false);
  assert.equal(store.state, "unreadable");
  assert.equal(store.holdsAnything, true);
  assert.equal(place.kept.get(KEY), "{ broken");
  assert.equal(store.clearAll(), true);
  assert.deepEqual([store.holdsAnything, nothing().agreed], [false, false]);
});

test("a file is laid over what is saved, and a sheet that it does not name stays", () => {
  const place = new Place();
  const store = new Store(() => place);
  store.agree(true);
  store.keep("log", { notes: "old", next: "Friday" });
  store.keep("other", { notes: "stays" });
  assert.equal(store.bring({ sheets: { log: { notes: "new" } }, sections: {} }), true);
  assert.deepEqual(store.exported({ other: { more: "typed" } }).sheets, {
    log: { notes: "new", next: "Friday" },
    other: { notes: "stays", more: "typed" },
  });
});
