// Everything that the handbook keeps on the reader's device: one key of localStorage, off until the reader agrees.

/**
 * @typedef {string | string[]} Answer What a field holds: a text, or the ids of what is ticked.
 * @typedef {Record<string, Answer>} Fields Field name -> answer. Names hold ids, never positions.
 * @typedef {Record<string, Fields>} Sheets Sheet id -> its fields.
 * @typedef {Record<string, unknown>} Section What one concern keeps: ids -> whatever it makes of them.
 * @typedef {{version: number, agreed: boolean, sheets: Sheets, changed?: string}} Saved What stands under the key, and
 *   when it last changed (YYYY-MM-DD). Every other key is a section; those that nobody here knows are kept as they are.
 * @typedef {{sheets: Sheets, sections: Record<string, Section>}} Brought What a file holds.
 * @typedef {"ok" | "blocked" | "full" | "unreadable"} State How the storage did when it was last used: it worked;
 *   the browser refuses it; there is no room; what stands there is not ours or broken.
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Place Somewhere to keep texts.
 */

export const KEY = "handbook";
export const VERSION = 1;
const OWN_KEYS = ["version", "agreed", "changed", "sheets"]; // of what is saved; the others are sections

// --- pure: what is saved, and how it changes ---------------------------------------------------

/** Nothing saved, and nothing agreed to. @returns {Saved} */
export function nothing() {
  return { version: VERSION, agreed: false, sheets: {} };
}

/** Whether a value is a plain object. @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is Answer} */
function isAnswer(value) {
  return typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"));
}

/** Whether an answer says nothing. @param {Answer | undefined} answer */
export function isEmpty(answer) {
  return answer === undefined || answer.length === 0;
}

/** The entry of an object under a name that may be anything, such as `constructor`.
 * @template T @param {Record<string, T>} object @param {string} name @returns {T | undefined} */
export function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether a value has a version that is known here, and sheets.
 * @param {unknown} value @returns {value is {version: number, sheets: Record<string, unknown>}} */
function isSaved(value) {
  return isObject(value) && value.version === VERSION && isObject(value.sheets);
}

/** What a stored text holds. Single broken answers are left out; `null` if it is broken as a whole.
 * @param {string} text @returns {Saved | null} */
export function readSaved(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isSaved(value)) return null;
  const sheets = Object.entries(value.sheets).flatMap(([id, fields]) =>
    isObject(fields) ? [[id, Object.fromEntries(Object.entries(fields).filter(([, answer]) => isAnswer(answer)))]] : [],
  );
  return { ...value, agreed: "agreed" in value && value.agreed === true, sheets: Object.fromEntries(sheets) };
}

/** What a plain object that came from a file holds; `null` if anything in it is not as it must be.
 * @param {unknown} value @returns {Brought | null} */
export function readBrought(value) {
  if (!isSaved(value)) return null;
  const isWhole = Object.values(value.sheets).every(
    (fields) => isObject(fields) && Object.values(fields).every(isAnswer),
  );
  return isWhole ? { sheets: /** @type {Sheets} */ (value.sheets), sections: sectionsOf(value) } : null;
}

/** The sections among the keys of what is saved. @param {object} saved @returns {Record<string, Section>} */
export function sectionsOf(saved) {
  const sections = Object.entries(saved).filter(([name, value]) => !OWN_KEYS.includes(name) && isObject(value));
  return Object.fromEntries(sections);
}

/** The saved with some entries of a section changed. An entry that is `undefined` then is left out, and so is a
 * section without entries. @param {Saved} saved @param {string} name @param {Section} changes @returns {Saved} */
export function withEntries(saved, name, changes) {
  const old = own(sectionsOf(saved), name);
  const entries = Object.entries({ ...old, ...changes }).filter(([, value]) => value !== undefined);
  const { [name]: _, ...rest } = /** @type {Record<string, unknown>} */ (saved);
  const section = entries.length ? { [name]: Object.fromEntries(entries) } : {};
  return /** @type {Saved} */ ({ ...rest, ...section });
}

/** The sheets with some fields of one of them changed. Fields that are empty then are left out, and all others kept.
 * @param {Sheets} sheets @param {string} id @param {Fields} changes @returns {Sheets} */
export function withFields(sheets, id, changes) {
  const fields = Object.entries({ ...own(sheets, id), ...changes }).filter(([, answer]) => !isEmpty(answer));
  return fields.length ? { ...sheets, [id]: Object.fromEntries(fields) } : withoutSheet(sheets, id);
}

/** The sheets with others laid over them. @param {Sheets} sheets @param {Sheets} others @returns {Sheets} */
function withSheets(sheets, others) {
  return Object.entries(others).reduce((old, [id, fields]) => withFields(old, id, fields), sheets);
}

/** @param {Sheets} sheets @param {string} id @returns {Sheets} */
export function withoutSheet(sheets, id) {
  return Object.fromEntries(Object.entries(sheets).filter(([other]) => other !== id));
}

/** Whether nothing stands there but the reader's yes or no. @param {Saved} saved */
function isBare(saved) {
  const { version, agreed, changed, sheets, ...rest } = saved;
  return Object.keys({ ...sheets, ...rest }).length === 0;
}

/** The day where the reader is, as YYYY-MM-DD. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
}

// --- the store ---------------------------------------------------------------------------------

export class Store {
  /** @param {() => Place} place Where to keep it; asked each time, for asking alone may be refused.
   * @param {() => string} day What day it is. */
  constructor(place = () => window.localStorage, day = today) {
    this.place = place;
    this.day = day;
    /** @type {State} */
    this.state = "ok";
  }

  /** All that is saved. @returns {Saved} */
  get saved() {
    return this.#read();
  }

  /** Whether the reader agreed that things are kept. */
  get agreed() {
    return this.#read().agreed;
  }

  /** Whether anything at all stands on the device, readable or not. */
  get holdsAnything() {
    const saved = this.#read();
    return this.state === "unreadable" || !isBare(saved);
  }

  /** The saved fields of a sheet. @param {string} id @returns {Fields} */
  sheet(id) {
    return own(this.#read().sheets, id) ?? {};
  }

  /** What is saved in a section, such as `steps`. @param {string} name @returns {Section} */
  section(name) {
    return own(sectionsOf(this.#read()), name) ?? {};
  }

  /** Start or stop keeping things. What is there stays. @param {boolean} agreed @returns {boolean} Whether it worked. */
  agree(agreed) {
    const saved = this.#read();
    if (this.state === "blocked") return false;
    if (!agreed && isBare(saved)) return this.clearAll();
    return this.#write({ ...saved, agreed });
  }

  /** Keep some fields of a sheet, if the reader agreed.
   * @param {string} id @param {Fields} changes @returns {boolean} Whether they are kept now. */
  keep(id, changes) {
    // Read anew each time: another tab may have written, or taken the agreement back.
    const saved = this.#read();
    return saved.agreed && this.#write({ ...saved, sheets: withFields(saved.sheets, id, changes) });
  }

  /** Keep some entries of a section, if the reader agreed; those that are `undefined` go.
   * @param {string} name @param {Section} changes @returns {boolean} Whether they are kept now. */
  keepIn(name, changes) {
    const saved = this.#read();
    return saved.agreed && this.#write(withEntries(saved, name, changes));
  }

  /** What to write to a file: everything, with sheets laid over it that may not be saved.
   * @param {Sheets} sheets @returns {{version: number, sheets: Sheets}} */
  exported(sheets = {}) {
    const saved = this.#read();
    return { version: VERSION, sheets: withSheets(saved.sheets, sheets), ...sectionsOf(saved) };
  }

  /** Lay what a file holds over what is saved.
   * @param {Brought} brought @returns {boolean} Whether it is kept now. */
  bring({ sheets, sections }) {
    const saved = this.#read();
    const merged = Object.entries(sections).reduce((old, [name, entries]) => withEntries(old, name, entries), saved);
    return saved.agreed && this.#write({ ...merged, sheets: withSheets(saved.sheets, sheets) });
  }

  /** @param {string} id @returns {boolean} Whether nothing of the sheet is saved any more. */
  clearSheet(id) {
    const saved = this.#read();
    if (this.state !== "ok") return false;
    return own(saved.sheets, id) === undefined || this.#write({ ...saved, sheets: withoutSheet(saved.sheets, id) });
  }

  /** Change what is saved as a whole, if the reader agreed.
   * @param {(saved: Saved) => Saved} change Gives the same object back where nothing is to change. */
  change(change) {
    const saved = this.#read();
    const changed = change(saved);
    if (saved.agreed && changed !== saved) this.#write(changed);
  }

  /** Take entries out of a section, whether or not the reader agrees to keep more.
   * @param {string} name @param {string[]} ids @returns {boolean} Whether they are gone. */
  forget(name, ids) {
    const saved = this.#read();
    return this.state === "ok" && this.#write(withEntries(saved, name, Object.fromEntries(ids.map((id) => [id, undefined]))));
  }

  /** Take everything off the device, the agreement too. @returns {boolean} Whether it worked. */
  clearAll() {
    try {
      this.place().removeItem(KEY);
      this.state = "ok";
    } catch {
      this.state = "blocked";
    }
    return this.state === "ok";
  }

  /** @returns {Saved} */
  #read() {
    try {
      const text = this.place().getItem(KEY);
      const saved = text === null ? nothing() : readSaved(text);
      this.state = saved ? "ok" : "unreadable";
      return saved ?? nothing();
    } catch {
      this.state = "blocked";
      return nothing();
    }
  }

  /** @param {Saved} saved */
  #write(saved) {
    try {
      this.place().setItem(KEY, JSON.stringify({ ...saved, changed: this.day() }));
      this.state = "ok";
    } catch (error) {
      this.state = error instanceof Error && /quota/i.test(error.name) ? "full" : "blocked";
    }
    return this.state === "ok";
  }
}
