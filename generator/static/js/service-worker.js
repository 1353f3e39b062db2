// Gives pages from what the reader keeps on the device. It is there only after a yes, and holds the list of its version:
// a newer one keeps its own files beside these, and takes over when no page of this one is open any more.

import { Keeping } from "./keeping.js";
import { chosenFiles, standsAt } from "./kept-files.js";

/** @typedef {import("./kept-files.js").SiteList} SiteList */

const worker = /** @type {ServiceWorkerGlobalScope & {handbookFiles: SiteList}} */ (/** @type {unknown} */ (self));
const top = worker.registration.scope;
const keeping = new Keeping(worker.caches, top, (address, options) => fetch(address, options));
const OWN_PAGE = "offline/";

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(take()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(top)) return;
  const path = decodeURIComponent(url.pathname.slice(new URL(top).pathname.length));
  const found = standsAt(worker.handbookFiles, path);
  if (path === "offline.json") event.respondWith(list(request));
  else if (found && "forward" in found) event.respondWith(Response.redirect(new URL(found.forward, top).href, 302));
  else if (found || request.mode === "navigate") event.respondWith(give(request, path, found?.hash));
});

/** Keep what this version has and the one before it had not. */
async function fill() {
  const choice = await keeping.choice();
  if (choice) await keeping.keep(chosenFiles(worker.handbookFiles, choice));
}

/** Start to serve: what only an older version had goes. */
async function take() {
  await keeping.tidy(worker.handbookFiles);
  await worker.clients.claim();
}

/** The list of this version, so that what is added to it fits. @param {Request} request */
async function list(request) {
  return (await keeping.choice()) ? Response.json(worker.handbookFiles) : fetch(request);
}

/** @param {Request} request @param {string} path @param {string} [hash] */
async function give(request, path, hash) {
  const kept = hash && (await keeping.file(hash));
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch {
    const isPage = request.mode === "navigate" && path !== OWN_PAGE;
    return isPage ? Response.redirect(new URL(`${OWN_PAGE}#not-kept`, top).href, 302) : Response.error();
  }
}
