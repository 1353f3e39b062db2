// Links to a place that has another name now, or is on another page: leads on to where it is.

import { openable } from "./addresses.js";

/** Lead on if the address names such a place. */
function follow() {
  const id = decoded(location.hash.slice(1));
  const place = id && document.getElementById(id);
  if (!place || !place.classList.contains("old-anchor")) return;
  const { now, to } = place.dataset;
  if (now) location.replace(`#${encodeURIComponent(now)}`);
  else if (to) location.replace(openable(to));
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Lead on now, and whenever the address changes on this page. */
export function followOldAnchors() {
  follow();
  window.addEventListener("hashchange", follow);
}
