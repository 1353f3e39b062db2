// What one tab remembers until it is closed, such as the situation: one key of sessionStorage, with nothing typed in it.

import { isObject } from "./store.js";

export const VISIT_KEY = "handbook.visit";

/** What the tab remembers; nothing where the browser refuses or it is broken. @returns {Record<string, unknown>} */
export function readVisit() {
  try {
    const visit = JSON.parse(window.sessionStorage.getItem(VISIT_KEY) ?? "{}");
    return isObject(visit) ? visit : {};
  } catch {
    return {};
  }
}

/** @param {string} name @param {unknown} value @returns {boolean} Whether the tab remembers it now. */
export function remember(name, value) {
  try {
    window.sessionStorage.setItem(VISIT_KEY, JSON.stringify({ ...readVisit(), [name]: value }));
    return true;
  } catch {
    return false;
  }
}

/** Forget all of it. */
export function forgetVisit() {
  try {
    window.sessionStorage.removeItem(VISIT_KEY);
  } catch {
    // Where nothing can be kept, nothing is.
  }
}
