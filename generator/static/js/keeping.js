// Keeps files of the handbook in the browser's cache. Each lies under the hash of what it holds, and is taken only if it
// fits: so a page never meets a script of another version, and what did not change is not loaded twice.

import { folderOf } from "./kept-files.js";

/**
 * @typedef {import("./kept-files.js").Entry} Entry
 * @typedef {import("./kept-files.js").Choice} Choice
 * @typedef {import("./kept-files.js").FileList} FileList
 * @typedef {Pick<CacheStorage, "open" | "delete" | "has">} Caches
 * @typedef {(address: string, options: RequestInit) => Promise<Response>} Load
 */

const AT_ONCE = 6;
const NOT_KEPT = ["vary", "content-encoding", "content-length"];

export class Keeping {
  /** @param {Caches} caches @param {string} top The whole address of the top of the site. @param {Load} load */
  constructor(caches, top, load) {
    this.caches = caches;
    this.top = top;
    this.load = load;
    // A host may have several handbooks.
    this.name = `handbook ${new URL(top).pathname}`;
  }

  /** What the reader chose to keep; nothing where nothing is kept. @returns {Promise<Choice | null>} */
  async choice() {
    if (!(await this.caches.has(this.name))) return null;
    const text = await (await this.#find("choice"))?.text();
    return text === "pages" || text === "all" ? text : null;
  }

  /** @param {Choice} choice */
  async choose(choice) {
    await (await this.#cache()).put(this.#key("choice"), new Response(choice));
  }

  /** A kept file. @param {string} hash @returns {Promise<Response | undefined>} */
  async file(hash) {
    return (await this.caches.has(this.name)) ? this.#find(hash) : undefined;
  }

  /** Keep all of these files, or, if one cannot be had, no more of them than before.
   * @param {Entry[]} entries @param {(bytes: number) => void} [tell] Told the size of each file that is there.
   * @param {AbortSignal} [signal] Stops it. Throws what kept it from being done. */
  async keep(entries, tell = () => {}, signal) {
    const cache = await this.#cache();
    const waiting = [...entries];
    /** @type {string[]} */
    const added = [];
    const work = async () => {
      try {
        for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
          signal?.throwIfAborted();
          const key = this.#key(entry[1]);
          if (!(await cache.match(key))) {
            added.push(key);
            await cache.put(key, await this.#loaded(entry, signal));
          }
          tell(entry[2]);
        }
      } finally {
        waiting.length = 0; // after a mistake, the others stop too
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
    const failed = ends.find((end) => end.status === "rejected");
    if (!failed) return;
    for (const key of added) await cache.delete(key);
    throw failed.reason;
  }

  /** Take away all files that a list does not name. @param {FileList} list */
  async tidy({ pages, pdfs }) {
    if (!(await this.caches.has(this.name))) return;
    const cache = await this.#cache();
    const named = new Set([...pages, ...pdfs].map(([, hash]) => this.#key(hash)).concat(this.#key("choice")));
    for (const { url } of await cache.keys()) if (!named.has(url)) await cache.delete(url);
  }

  /** Take away everything. */
  async clear() {
    await this.caches.delete(this.name);
  }

  #cache() {
    return this.caches.open(this.name);
  }

  /** @param {string} name A hash, or "choice". */
  #key(name) {
    return new URL(`?kept=${encodeURIComponent(name)}`, this.top).href;
  }

  /** @param {string} name */
  async #find(name) {
    return (await this.#cache()).match(this.#key(name));
  }

  /** A file from the network, which the browser checks. @param {Entry} entry @param {AbortSignal} [signal] */
  async #loaded([path, hash], signal) {
    const address = new URL(folderOf(path).split("/").map(encodeURIComponent).join("/"), this.top).href;
    const answer = await this.load(address, { integrity: hash, cache: "no-store", credentials: "same-origin", signal });
    if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
    const headers = new Headers(answer.headers);
    for (const name of NOT_KEPT) headers.delete(name);
    // A new answer, for browsers take none for a page that came by another address.
    return new Response(answer.body, { headers });
  }
}
