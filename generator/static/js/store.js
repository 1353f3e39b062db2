// Everything that the handbook keeps on the reader's device: one key of localStorage, off until the reader agrees.

/**
 * @typedef {string | string[]} Answer What a field holds: a text, or the ids of what is ticked.
 * @typedef {Record<string, Answer>} Fields Field name -> answer. Names hold ids, never positions.
 * @typedef {Record<string, Fields>} Sheets Sheet id -> its fields.
 * @typedef {{version: number, agreed: boolean, sheets: Sheets, plans?: unknown}} Saved What stands under the key;
 *   plans are the ids of what is ticked in reading plans. Keys that this version does not know are kept as they are.
 * @typedef {"ok" | "blocked" | "full" | "unreadable"} State How the storage did when it was last used: it worked;
 *   the browser refuses it; there is no room; what stands there is not ours or broken.
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Place Somewhere to keep texts.
 */

export const KEY = "handbook";
export const VERSION = 1;

// --- pure: what is saved, and how it changes ---------------------------------------------------

/** Nothing saved, and nothing agreed to. @returns {Saved} */
export function nothing() {
  return { version: VERSION, agreed: false, sheets: {} };
}

/** Whether a value is a plain object. @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
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
function own(object, name) {
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

/** The sheets of a plain object that came from a file; `null` if anything in it is not as it must be.
 * @param {unknown} value @returns {Sheets | null} */
export function readSheets(value) {
  if (!isSaved(value)) return null;
  const isWhole = Object.values(value.sheets).every(
    (fields) => isObject(fields) && Object.values(fields).every(isAnswer),
  );
  return isWhole ? /** @type {Sheets} */ (value.sheets) : null;
}

/** The sheets with some fields of one of them changed. Fields that are empty then are left out, and all others kept.
 * @param {Sheets} sheets @param {string} id @param {Fields} changes @returns {Sheets} */
export function withFields(sheets, id, changes) {
  const fields = Object.entries({ ...own(sheets, id), ...changes }).filter(([, answer]) => !isEmpty(answer));
  return fields.length ? { ...sheets, [id]: Object.fromEntries(fields) } : withoutSheet(sheets, id);
}

/** @param {Sheets} sheets @param {string} id @returns {Sheets} */
export function withoutSheet(sheets, id) {
  return Object.fromEntries(Object.entries(sheets).filter(([other]) => other !== id));
}

/** The ids of what is ticked in reading plans. @param {Saved} saved @returns {string[]} */
function ticksOf({ plans }) {
  return Array.isArray(plans) ? plans.filter((id) => typeof id === "string") : [];
}

/** What is saved, with the ticks of some parts of plans set or taken off.
 * @param {Saved} saved @param {string[]} ids @param {boolean} isTicked @returns {Saved} */
function withTicks(saved, ids, isTicked) {
  const { plans: _, ...rest } = saved;
  const others = ticksOf(saved).filter((id) => !ids.includes(id));
  const plans = isTicked ? [...others, ...ids] : others;
  return plans.length ? { ...rest, plans } : rest;
}

/** Whether nothing stands there but the reader's yes or no. @param {Saved} saved */
function isBare(saved) {
  const bare = nothing();
  return Object.keys(saved).every((key) => key in bare) && Object.keys(saved.sheets).length === 0;
}

// --- the store ---------------------------------------------------------------------------------

export class Store {
  /** @param {() => Place} place Where to keep it; asked each time, for asking alone may be refused. */
  constructor(place) {
    this.place = place;
    /** @type {State} */
    this.state = "ok";
  }

  /** Whether the reader agreed that answers are kept. */
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

  /** Start or stop keeping answers. What is there stays. @param {boolean} agreed @returns {boolean} Whether it worked. */
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

  /** What to write to a file: all sheets, with fields of one laid over them that may not be saved.
   * @param {string} id @param {Fields} fields @returns {{version: number, sheets: Sheets}} */
  exported(id, fields) {
    return { version: VERSION, sheets: withFields(this.#read().sheets, id, fields) };
  }

  /** Lay the sheets of a file over those that are saved.
   * @param {Sheets} sheets From `readSheets`. @returns {boolean} Whether they are kept now. */
  bring(sheets) {
    const saved = this.#read();
    const all = Object.entries(sheets).reduce((old, [id, fields]) => withFields(old, id, fields), saved.sheets);
    return saved.agreed && this.#write({ ...saved, sheets: all });
  }

  /** @param {string} id @returns {boolean} Whether nothing of the sheet is saved any more. */
  clearSheet(id) {
    const saved = this.#read();
    if (this.state !== "ok") return false;
    return own(saved.sheets, id) === undefined || this.#write({ ...saved, sheets: withoutSheet(saved.sheets, id) });
  }

  /** The ids of what is ticked in reading plans. */
  get ticks() {
    return ticksOf(this.#read());
  }

  /** Keep ticks of parts of plans, or that they are taken off, if the reader agreed.
   * @param {string[]} ids @param {boolean} isTicked @returns {boolean} Whether that is saved now. */
  tick(ids, isTicked) {
    const saved = this.#read();
    return saved.agreed && this.#write(withTicks(saved, ids, isTicked));
  }

  /** @returns {boolean} Whether no tick is saved any more. */
  clearTicks() {
    const saved = this.#read();
    return this.state === "ok" && (saved.plans === undefined || this.#write(withTicks(saved, ticksOf(saved), false)));
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
      this.place().setItem(KEY, JSON.stringify(saved));
      this.state = "ok";
    } catch (error) {
      this.state = error instanceof Error && /quota/i.test(error.name) ? "full" : "blocked";
    }
    return this.state === "ok";
  }
}
