// Everything that can be linked in a large handbook: loaded in parts, when a page first needs them.

import { openable, publicAddress } from "./addresses.js";
import { asWords } from "./found-words.js";
import { loadScript } from "./load-script.js";

/**
 * @typedef {{id: string, kind: string, kindName: string, title: string, partOf: string, minutes: number, address: string,
 *   permanent: string, short: string, text: string, order: number}} Link Addresses are whole, but for `short`, the permanent one from the
 *   top of the site; minutes are 0 where no time is known; `text` is what `hasWordsOf` looks at.
 * @typedef {{version: string, kinds: [string, string][], short: string, parts: string[]}} Start `parts` are the first ids of each.
 * @typedef {[number, string, number, string, number, string, [string, string, number][]]} Page As `pages/link_parts.py` says.
 */

const FILE = /assets\/.*$/;

export class LinkList {
  /** @type {Map<string, Promise<any>>} */
  #parts = new Map();
  #start;
  #top;

  /** @param {string} start The address of the first part, as seen from this page. */
  constructor(start) {
    this.#start = start;
    this.#top = start.replace(FILE, "");
  }

  /** A part, which is loaded once; again, if that failed. @param {string} name @param {string} version */
  #part(name, version) {
    let part = this.#parts.get(name);
    if (!part) {
      const url = new URL(this.#start.replace("start.js", `${name}.js`), location.href);
      if (version) url.search = version;
      part = loadScript(url.href).then(() => /** @type {any} */ (globalThis).handbookLinks[name]);
      this.#parts.set(name, part);
      part.catch(() => this.#parts.delete(name));
    }
    return part;
  }

  /** @returns {Promise<Start>} */
  #first() {
    return this.#part("start", "");
  }

  /** What has these ids; ids that nothing has are left out. @param {string[]} ids @returns {Promise<Map<string, Link>>} */
  async find(ids) {
    const start = await this.#first();
    const pages = ids.map((id) => (id.endsWith(".coach") ? id : id.split(".")[0]));
    const numbers = new Set(pages.map((page) => start.parts.findLastIndex((first) => first <= page)).filter((at) => at >= 0));
    const wanted = new Set(ids);
    return new Map((await this.#links(start, [...numbers])).filter(({ id }) => wanted.has(id)).map((link) => [link.id, link]));
  }

  /** All of it, in reading order. @type {Promise<Link[]> | undefined} */
  #all;

  /** @returns {Promise<Link[]>} */
  all() {
    this.#all ??= this.#first()
      .then((start) => this.#links(start, [...start.parts.keys()]))
      .then((links) => links.sort((one, other) => one.order - other.order));
    this.#all.catch(() => (this.#all = undefined));
    return this.#all;
  }

  /** @param {Start} start @param {number[]} numbers */
  async #links(start, numbers) {
    // Each part by itself, so that no task of the browser takes long.
    const read = async (/** @type {number} */ number) => {
      /** @type {Page[]} */
      const pages = await this.#part(`part-${number}`, start.version);
      return pages.flatMap((page) => this.#linksOf(start, page));
    };
    return (await Promise.all(numbers.map(read))).flat();
  }

  /** A page and its steps. @param {Start} start @param {Page} page @returns {Link[]} */
  #linksOf(start, [order, id, kind, title, minutes, address, parts]) {
    const stepKind = start.kinds.findIndex(([name]) => name === "step");
    const page = this.#link(start, { order, id, kind, title, partOf: "", minutes, address });
    const inside = parts.map(([anchor, name, time], index) =>
      this.#link(start, {
        order: order + (index + 1) / 1000, id: `${id}.${anchor}`, kind: stepKind, title: name, partOf: title, minutes: time,
        address: `${address}#${anchor}`,
      }),
    );
    return [page, ...inside];
  }

  /** @param {Start} start
   * @param {{order: number, id: string, kind: number, title: string, partOf: string, minutes: number, address: string}} said
   * @returns {Link} */
  #link(start, { kind: number, address, ...said }) {
    const [kind, kindName] = start.kinds[number];
    const short = `${start.short}${said.id}/`;
    const top = this.#top;
    return {
      ...said,
      kind,
      kindName,
      short,
      // Made when they are asked for: few of thousands are.
      get address() {
        return openable(new URL(top + address, location.href).href);
      },
      get permanent() {
        return publicAddress(top + short);
      },
      text: asWords(`${kindName} ${said.title} ${said.partOf} ${said.id}`),
    };
  }
}
