// Loads a page of a preview again when there is another version of what it shows. No published page has this.

const own = document.currentScript;
const version = own instanceof HTMLScriptElement ? (own.dataset.version ?? "") : "";

/** @type {EventSource | null} */
let source = null;

/** Ask for another version, as long as the page is seen: a browser lets few pages of one host wait at a time. */
function follow() {
  if (document.visibilityState === "hidden") {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource(`/_preview/events?since=${encodeURIComponent(version)}`);
    source.addEventListener("message", () => {
      source?.close();
      location.reload();
    });
  }
}

document.addEventListener("visibilitychange", follow);
addEventListener("pageshow", follow);
follow();
