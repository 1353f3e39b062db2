// What readers kept follows things that get other ids.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPresentIds } from "../../generator/static/js/new-ids.js";

const RENAMED = {
  log: "feeding-log",
  "log.notes": "feeding-log.remarks",
  "feeding-log.rise": "feeding-log.height",
  "feed-it.stir": "feed-it.stir-in",
  "old-path": "new-path",
};

const saved = (more) => ({ version: 1, agreed: true, sheets: {}, ...more });

test("a sheet, its blocks and their parts are found under their present ids", () => {
  const before = saved({ sheets: { "feeding-log": { "rise.1.a": "2 cm", name: "Ada" } } });
  assert.deepEqual(withPresentIds(before, RENAMED).sheets, { "feeding-log": { "height.1.a": "2 cm", name: "Ada" } });
  const older = saved({ sheets: { log: { name: "Bo", notes: "Warm" } } });
  assert.deepEqual(withPresentIds(older, RENAMED).sheets, { "feeding-log": { name: "Bo", remarks: "Warm" } });
});

test("a tick and the place to go on follow", () => {
  const before = saved({ steps: { "feed-it.stir": true, "feed-it.rest": true }, last: { kind: "paths", id: "old-path" } });
  const after = withPresentIds(before, RENAMED);
  assert.deepEqual(after.steps, { "feed-it.stir-in": true, "feed-it.rest": true });
  assert.equal(after.last.id, "new-path");
});

test("what stands under the present id already stays", () => {
  const before = saved({ steps: { "feed-it.stir": false, "feed-it.stir-in": true } });
  assert.deepEqual(withPresentIds(before, RENAMED).steps, { "feed-it.stir-in": true });
});

test("nothing changes where nothing was renamed, whatever the keys are called", () => {
  const before = saved({ sheets: { constructor: { toString: "x" } }, steps: { hasOwnProperty: true }, notes: [1] });
  assert.equal(withPresentIds(before, RENAMED), before);
});
