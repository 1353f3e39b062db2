// What a reading plan can hold, and the words that its page says: both stand in the page.

import { openable, publicAddress } from "./addresses.js";
import { hasWordsOf } from "./found-words.js";
import { pageOf } from "./plan-codec.js";

/**
 * @typedef {{id: string, title: string, facts: string, minutes: number, address: string, permanent: string,
 *   element: HTMLLIElement}} Item Addresses are whole; minutes are 0 where no time is said.
 */

/** Words with places for what is said, such as `{title}`. */
export class Words {
  /** @param {Record<string, string>} texts */
  constructor(texts) {
    this.texts = texts;
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  text(key, values = {}) {
    return (this.texts[key] ?? "").replace(/\{(\w+)\}/g, (place, name) => `${values[name] ?? place}`);
  }

  /** @param {string} key @param {number} n */
  count(key, n) {
    return this.text(`${key}.${n === 1 ? "one" : "other"}`, { n });
  }

  /** A sum of minutes; from two hours on, in hours and minutes. @param {number} minutes */
  minutes(minutes) {
    const rest = this.count("duration.min", minutes % 60);
    if (minutes < 120) return this.count("duration.min", minutes);
    const hours = this.count("duration.h", Math.floor(minutes / 60));
    return minutes % 60 ? this.text("hours", { hours, minutes: rest }) : hours;
  }

  /** A day such as `2027-01-15`. @param {string} day */
  date(day) {
    const [year, month, number] = day.split("-").map(Number);
    return this.text("date", { day: number, month: this.text(`months.m${month}`), year });
  }
}

/** The page's address for others, without what stands behind `#`. */
export function shareAddress() {
  return publicAddress("").split(/[?#]/)[0];
}

/** All that the page lists, by id, in its order. @param {HTMLElement} root @returns {Map<string, Item>} */
export function readItems(root) {
  const elements = /** @type {NodeListOf<HTMLLIElement>} */ (root.querySelectorAll("li[data-id]"));
  return new Map(
    [...elements].map((element) => {
      const link = /** @type {HTMLAnchorElement} */ (element.querySelector("a"));
      const facts = /** @type {HTMLElement} */ (element.querySelector(".plan-facts"));
      const { id = "", minutes = "0", address = "" } = element.dataset;
      const item = {
        id,
        title: link.textContent ?? "",
        facts: facts.textContent ?? "",
        minutes: Number(minutes),
        address: openable(new URL(address, location.href).href),
        permanent: publicAddress(link.getAttribute("href") ?? ""),
        element,
      };
      return [id, item];
    }),
  );
}

/** A link of a large handbook as something that a plan can hold, as the page would list it.
 * @param {import("./link-list.js").Link} link @param {Words} words @returns {Item} */
export function itemOf({ id, kindName, title, partOf, minutes, address, permanent }, words) {
  const element = document.createElement("li");
  element.dataset.id = id;
  const link = document.createElement("a");
  link.href = permanent;
  link.textContent = title;
  const facts = document.createElement("span");
  facts.className = "plan-facts";
  const time = minutes ? words.count("duration.min", minutes) : "";
  facts.textContent = [kindName, partOf, time].filter(Boolean).join(" · ");
  element.append(link, " ", facts);
  return { id, title, facts: facts.textContent, minutes, address, permanent, element };
}

/** Puts into `items` what a large handbook's list says of some ids, and finds those with some words.
 * @param {import("./link-list.js").LinkList} list @param {Map<string, Item>} items @param {Words} words */
export function itemFinder(list, items, words) {
  /** @param {import("./link-list.js").Link} link */
  const known = (link) => {
    const item = items.get(link.id) ?? itemOf(link, words);
    items.set(link.id, item);
    return item;
  };
  return {
    /** @param {string[]} ids */
    async learn(ids) {
      for (const link of (await list.find(ids)).values()) known(link);
    },
    /** Load all, to have it when the first letter comes. */
    prepare() {
      list.all().catch(() => {});
    },
    /** How many have the words, and the first of them. @param {string} query @param {number} most */
    async find(query, most) {
      const isFound = hasWordsOf(query);
      const found = (await list.all()).filter((link) => link.kind !== "coach" && isFound(link.text));
      return { count: found.length, items: found.slice(0, most).map(known) };
    },
  };
}

/** How long items take together, in words; empty where none says. A step whose playbook is there is not counted twice.
 * @param {Item[]} items @param {Words} words */
export function totalTime(items, words) {
  const ids = new Set(items.map((item) => item.id));
  const counted = items.filter(({ id }) => pageOf(id) === id || !ids.has(pageOf(id)));
  const sum = counted.reduce((total, item) => total + item.minutes, 0);
  const key = counted.every((item) => item.minutes) ? "in_all" : "in_part";
  return sum ? words.text(key, { time: words.minutes(sum) }) : "";
}
