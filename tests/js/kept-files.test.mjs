// What stands at an address of a handbook that is kept.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenFiles, sizeOf, standsAt } from "../../generator/static/js/kept-files.js";

const LIST = {
  pages: [["index.html", "h0", 10], ["help/index.html", "h1", 20], ["assets/a.css", "h2", 5], ["größe/index.html", "h3", 1]],
  pdfs: [["help/a.pdf", "h4", 100]],
  forwards: { "go/help/": "help/#who", "old/index/": "help/" },
};

for (const [path, found] of Object.entries({
  "": { hash: "h0" },
  "index.html": { hash: "h0" },
  "help/": { hash: "h1" },
  "help/index.html": { hash: "h1" },
  help: { forward: "help/" },
  "assets/a.css": { hash: "h2" },
  "größe/": { hash: "h3" },
  "help/a.pdf": { hash: "h4" },
  "go/help/": { forward: "help/#who" },
  "go/help/index.html": { forward: "help/#who" },
  "go/help": { forward: "go/help/" },
  "go/": null,
  "help/nothing.html": null,
  "assets/": null,
  "constructor": null,
  "__proto__/": null,
})) {
  test(`at "${path}"`, () => assert.deepEqual(standsAt(LIST, path), found));
}

test("PDFs are kept only if they are chosen", () => {
  assert.equal(sizeOf(chosenFiles(LIST, "pages")), 36);
  assert.equal(sizeOf(chosenFiles(LIST, "all")), 136);
});
