// Keeping files: all or none, each once, and nothing that is not the reader's choice.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Keeping } from "../../generator/static/js/keeping.js";

/** Caches as a browser has them, in memory. */
class Caches {
  all = new Map();

  async has(name) {
    return this.all.has(name);
  }

  async delete(name) {
    return this.all.delete(name);
  }

  async open(name) {
    if (!this.all.has(name)) this.all.set(name, new Map());
    const held = this.all.get(name);
    return {
      match: async (key) => held.get(key)?.clone(),
      put: async (key, answer) => void held.set(key, new Response(await answer.arrayBuffer(), { headers: answer.headers })),
      delete: async (key) => held.delete(key),
      keys: async () => [...held.keys()].map((url) => ({ url })),
    };
  }

  get files() {
    return [...(this.all.get("handbook /book/") ?? new Map()).keys()].map((key) => key.split("=")[1]).sort();
  }
}

const TOP = "https://example.org/book/";
const ENTRIES = [["index.html", "a", 1], ["help/index.html", "b", 2], ["tea & cake/x.css", "c+/=", 3]];

/** A network, and what was asked of it. */
function network(answers = () => new Response("x", { headers: { vary: "*", "content-type": "text/html" } })) {
  const asked = [];
  const load = async (address, options) => {
    asked.push([address, options.integrity, options.cache]);
    return answers(address, options);
  };
  return { asked, load };
}

test("pages are asked for by their folder, past every other cache, and checked", async () => {
  const [caches, { asked, load }] = [new Caches(), network()];
  const told = [];
  await new Keeping(caches, TOP, load).keep(ENTRIES, (bytes) => told.push(bytes));
  assert.deepEqual(asked, [
    ["https://example.org/book/", "a", "no-store"],
    ["https://example.org/book/help/", "b", "no-store"],
    ["https://example.org/book/tea%20%26%20cake/x.css", "c+/=", "no-store"],
  ]);
  assert.deepEqual(told.sort(), [1, 2, 3]);
  assert.deepEqual(caches.files, ["a", "b", "c%2B%2F%3D"]);
});

test("what is there is not asked for again, but told", async () => {
  const [caches, first, second] = [new Caches(), network(), network()];
  await new Keeping(caches, TOP, first.load).keep(ENTRIES.slice(0, 2));
  let sum = 0;
  await new Keeping(caches, TOP, second.load).keep(ENTRIES, (bytes) => (sum += bytes));
  assert.equal(second.asked.length, 1);
  assert.equal(sum, 6);
});

for (const [name, fail] of Object.entries({
  "is not there": () => new Response("", { status: 404 }),
  "does not fit": () => { throw new TypeError("Failed to fetch"); },
})) {
  test(`if one file ${name}, only what was there before stays`, async () => {
    const caches = new Caches();
    await new Keeping(caches, TOP, network().load).keep(ENTRIES.slice(0, 1));
    const bad = network((address) => (address.endsWith("help/") ? fail() : new Response("x")));
    await assert.rejects(new Keeping(caches, TOP, bad.load).keep(ENTRIES));
    assert.deepEqual(caches.files, ["a"]);
  });
}

test("a reader who stops it keeps nothing", async () => {
  const [caches, stopper] = [new Caches(), new AbortController()];
  const { load } = network((address, { signal }) => new Promise((_, reject) => {
    stopper.abort();
    if (signal.aborted) reject(signal.reason);
  }));
  await assert.rejects(new Keeping(caches, TOP, load).keep(ENTRIES, undefined, stopper.signal), { name: "AbortError" });
  assert.deepEqual(caches.files, []);
});

test("a kept file has its kind, and nothing that ties it to the request", async () => {
  const keeping = new Keeping(new Caches(), TOP, network().load);
  await keeping.keep(ENTRIES);
  const file = await keeping.file("a");
  assert.equal(file?.headers.get("content-type"), "text/html");
  assert.equal(file?.headers.get("vary"), null);
  assert.equal(await keeping.file("other"), undefined);
});

test("asking makes no cache", async () => {
  const caches = new Caches();
  const keeping = new Keeping(caches, TOP, network().load);
  assert.equal(await keeping.choice(), null);
  assert.equal(await keeping.file("a"), undefined);
  await keeping.tidy({ pages: [], pdfs: [] });
  assert.equal(caches.all.size, 0);
});

test("tidying takes away what a list does not name, and leaves the choice", async () => {
  const caches = new Caches();
  const keeping = new Keeping(caches, TOP, network().load);
  await keeping.keep(ENTRIES);
  await keeping.choose("all");
  await keeping.tidy({ pages: [ENTRIES[0]], pdfs: [ENTRIES[2]] });
  assert.deepEqual(caches.files, ["a", "c%2B%2F%3D", "choice"]);
  assert.equal(await keeping.choice(), "all");
  await keeping.clear();
  assert.equal(caches.all.size, 0);
});

test("a choice that is none of ours is none", async () => {
  const caches = new Caches();
  const keeping = new Keeping(caches, TOP, network().load);
  await keeping.choose(/** @type {any} */ ("everything"));
  assert.equal(await keeping.choice(), null);
});
