// Brings what is kept along when a thing gets another id, so that an edit of the content loses no reader's work.

import { isObject, own } from "./store.js";

/**
 * @typedef {import("./store.js").Saved} Saved
 * @typedef {Record<string, string>} Renamed The ids that things had before -> the present ones.
 */

/** What is saved, under present ids. What stands under one already is not overwritten.
 * @param {Saved} saved @param {Renamed} renamed @returns {Saved} The same object where nothing changes. */
export function withPresentIds(saved, renamed) {
  const changed = structuredClone(saved);
  const sheets = Object.entries(changed.sheets).map(([sheet, fields]) => [
    sheet,
    moved(fields, (name) => presentField(sheet, name, renamed)),
  ]);
  changed.sheets = moved(Object.fromEntries(sheets), (id) => own(renamed, id) ?? id);
  const { steps, last } = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (changed));
  if (isObject(steps)) Object.assign(changed, { steps: moved(steps, (id) => own(renamed, id) ?? id) });
  if (isObject(last)) last.id = own(renamed, `${last.id}`) ?? last.id;
  return JSON.stringify(changed) === JSON.stringify(saved) ? saved : changed;
}

/** An object under other keys. @template T @param {Record<string, T>} object @param {(key: string) => string} to
 * @returns {Record<string, T>} */
function moved(object, to) {
  const entries = Object.entries(object);
  const old = entries.filter(([key]) => to(key) !== key).map(([key, value]) => [to(key), value]);
  return Object.fromEntries([...old, ...entries.filter(([key]) => to(key) === key)]);
}

/** A field's name holds the id of its block, and after a dot the part of it. @param {string} sheet
 * @param {string} name @param {Renamed} renamed */
function presentField(sheet, name, renamed) {
  const [block, ...rest] = name.split(".");
  const present = own(renamed, `${sheet}.${block}`);
  const place = `${own(renamed, sheet) ?? sheet}.`;
  return present?.startsWith(place) ? [present.slice(place.length), ...rest].join(".") : name;
}
