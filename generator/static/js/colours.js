// Light or dark, set before anything is seen: as the reader chose, else as the device prefers.
// Only a choice that differs from the device's is kept.

const KEY = "handbook-colours";
const LIGHT = "default";
const DARK = "slate";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** What the device prefers. */
const preferred = () => (prefersDark.matches ? DARK : LIGHT);

/** What the reader chose before, if that is known. @returns {string | null} */
function chosen() {
  try {
    const saved = localStorage.getItem(KEY);
    return saved === LIGHT || saved === DARK ? saved : null;
  } catch {
    return null;
  }
}

/** Keep what the reader chose. Where storage is refused, it holds for this page. @param {string} scheme */
function keep(scheme) {
  try {
    if (scheme === preferred()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, scheme);
  } catch {
    // Nothing can be done, and nothing needs to be said: the page has the colours.
  }
}

/** @param {string} scheme */
function show(scheme) {
  document.body.setAttribute("data-md-color-scheme", scheme);
}

const follow = () => show(chosen() ?? preferred());

/** Show the colours from now on, also before there is a page, and listen for the button that changes them. */
export function followColours() {
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    follow();
  }).observe(document.documentElement, { childList: true });

  prefersDark.addEventListener("change", follow);
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) follow();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) follow();
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-colours]") : null;
    const scheme = button?.getAttribute("data-colours");
    if (!button || !scheme) return;
    keep(scheme);
    show(scheme);
    // The style sheet hides this button now and shows the one that leads back.
    for (const other of document.querySelectorAll("[data-colours]")) {
      if (other !== button && other instanceof HTMLElement) other.focus();
    }
  });
}
