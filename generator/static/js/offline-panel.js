// The panel in which a reader keeps the handbook on the device, sees what is kept, and removes it again.

import { Keeping } from "./keeping.js";
import { chosenFiles, sizeOf } from "./kept-files.js";

/** @typedef {import("./kept-files.js").Choice} Choice */
/** @typedef {import("./kept-files.js").FileList} FileList */

const panel = /** @type {HTMLElement} */ (document.querySelector(".offline-panel"));
/** @type {Record<string, string>} */
const words = JSON.parse(panel.dataset.words ?? "{}");
const top = new URL(panel.dataset.top ?? "", location.href).href;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (panel.querySelector(`[data-part="${name}"]`));
const bar = /** @type {HTMLProgressElement} */ (part("bar"));

/** Words with their places filled in. @param {string} name @param {Record<string, string>} [values] */
function text(name, values = {}) {
  return (words[name] ?? "").replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

/** Say one line. @param {string} name @param {Record<string, string>} [values] */
function say(name, values) {
  part("status").textContent = name && text(name, values);
}

/** Bytes in words. @param {number} bytes */
function megabytes(bytes) {
  const number = Math.max(bytes / 1e6, 0.1);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return text("megabytes", { n: number.toLocaleString(document.documentElement.lang, digits) });
}

/** What keeps this browser from keeping anything; empty where nothing does. */
function hindrance() {
  if (location.protocol === "file:") return "disk";
  return isSecureContext && "serviceWorker" in navigator && "caches" in window ? "" : "unable";
}

/** The list of files. @returns {Promise<FileList | null>} Nothing where the site has none. */
async function readList() {
  try {
    const answer = await fetch(new URL("offline.json", top));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** The service worker of this handbook, not one of a folder above. */
async function registration() {
  const found = await navigator.serviceWorker.getRegistration(top);
  return found?.scope === top ? found : undefined;
}

/** Start the service worker. Throws if it cannot start. */
async function start() {
  const options = /** @type {const} */ ({ scope: top, updateViaCache: "none" });
  const { installing, waiting, active } = await navigator.serviceWorker.register(`${top}service-worker.js`, options);
  const worker = installing ?? waiting ?? active;
  await new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === "redundant") reject(new Error("the service worker did not start"));
      if (worker?.state === "installed" || worker?.state === "activated") resolve(undefined);
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}

/** @param {FileList} list */
async function run(list) {
  const keeping = new Keeping(caches, top, (address, options) => fetch(address, options));
  /** @type {AbortController | undefined} */
  let stopper;

  /** What the reader keeps: a choice without a service worker is a download that was cut off. */
  async function kept() {
    const [found, choice] = [await registration(), await keeping.choice()];
    return found && choice ? { choice, isNewer: Boolean(found.waiting) } : null;
  }

  async function show() {
    const now = await kept();
    const isBusy = Boolean(stopper);
    part("keep").hidden = isBusy || now !== null;
    part("pdfs").hidden = isBusy || now?.choice !== "pages" || list.pdfs.length === 0;
    part("remove").hidden = isBusy || now === null;
    part("stop").hidden = part("progress").hidden = !isBusy;
    const size = megabytes(sizeOf(chosenFiles(list, now?.choice ?? "pages")));
    part("now").textContent = text(now ? `now.${now.choice}` : "now.nothing", { size });
    part("newer").hidden = !now?.isNewer;
  }

  /** @param {Choice} choice */
  async function keep(choice) {
    const before = await kept();
    const files = chosenFiles(list, choice);
    const all = sizeOf(files);
    let done = 0;
    stopper = new AbortController();
    bar.max = all;
    bar.value = 0;
    say("started", { size: megabytes(all) });
    await show();
    part("stop").focus();
    try {
      await keeping.keep(files, (bytes) => {
        bar.value = done += bytes;
        part("count").textContent = text("progress", { done: megabytes(done), size: megabytes(all) });
      }, stopper.signal);
      await keeping.choose(choice);
      if (!before) await start();
      say("done");
    } catch (error) {
      if (!before) await forget();
      const isFull = error instanceof Error && /quota/i.test(error.name);
      say(stopper.signal.aborted ? "stopped" : isFull ? "full" : "failed");
    }
    stopper = undefined;
    const hadFocus = part("stop") === document.activeElement;
    await show();
    if (hadFocus) part("status").focus();
  }

  async function forget() {
    await (await registration())?.unregister();
    await keeping.clear();
  }

  part("keep").textContent = text("keep", { size: megabytes(sizeOf(list.pages)) });
  part("pdfs").textContent = text("keep-pdfs", { size: megabytes(sizeOf(list.pdfs)) });
  part("keep").addEventListener("click", () => keep("pages"));
  part("pdfs").addEventListener("click", () => keep("all"));
  part("stop").addEventListener("click", () => stopper?.abort());
  part("remove").addEventListener("click", async () => {
    await forget();
    say("removed");
    await show();
    part("status").focus();
  });

  if (!(await kept())) await forget();
  await show();
  part("choices").hidden = false;
  const found = await registration();
  found?.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", show));
  found?.update().catch(() => {}); // without a network there is nothing newer
}

async function open() {
  panel.hidden = false;
  const problem = hindrance();
  if (problem) return say(problem);
  const list = await readList();
  if (!list) return say("absent");
  try {
    await run(list);
  } catch {
    say("unable"); // the browser refuses what it has
  }
}

open();
