// Leaving at once: the page is replaced by an empty one, by the button in the header or by pressing Esc twice.

import { readVisit, remember } from "./visit.js";

const NEUTRAL = "about:blank"; // no request, no wait, no address of ours, no line in the browser's history
const PAUSE = 1000; // milliseconds between the two presses, at most

/** Take the page off the screen, then out of the tab. What was saved with a yes stays. */
function leave() {
  document.documentElement.hidden = true; // a slow device must not show it a moment longer
  document.title = "";
  try {
    window.sessionStorage.clear();
  } catch {
    // Where nothing can be kept, nothing is.
  }
  remember("left", true);
  window.location.replace(NEUTRAL);
}

/** Whether a press of Esc belongs to something else on the page. @param {KeyboardEvent} event */
function isUsed(event) {
  const isTyping = event.isComposing || event.keyCode === 229; // an input method closes its own list with it
  const isWithOthers = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  const open = CSS.supports("selector(:popover-open)") ? "dialog[open], :popover-open" : "dialog[open]";
  return event.defaultPrevented || isTyping || isWithOthers || document.querySelector(open) !== null;
}

const BUTTON = ".hb-leave";
/** @param {Event} event */
const isOnButton = (event) => event.target instanceof Element && event.target.closest(BUTTON) !== null;

/** Listen for the button and, on pages that have one, for Esc. Both work while the page still loads. */
export function listenForLeaving() {
  document.addEventListener("click", (event) => {
    if (!isOnButton(event)) return;
    event.preventDefault();
    leave();
  });

  let last = -Infinity;
  window.addEventListener("keydown", (event) => {
    if (event.key === " " && isOnButton(event)) leave();
    if (event.repeat) return;
    const isEscape = event.key === "Escape" && !isUsed(event) && document.querySelector(BUTTON) !== null;
    if (isEscape && event.timeStamp - last <= PAUSE) leave();
    last = isEscape ? event.timeStamp : -Infinity;
  });
}

/** Leave again where the reader left and somebody goes back; come in where they open a page themselves. */
export function stayAway() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const hasLeft = () => readVisit().left === true;
  if (hasLeft() && entry?.type === "back_forward") leave();
  else if (hasLeft()) remember("left", undefined);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && hasLeft()) leave();
  });
}
