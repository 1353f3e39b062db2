// What every page does: one module for each concern.

import { followContents } from "./contents.js";
import { offerToContinue } from "./continue.js";
import { copyLinks } from "./copy-links.js";
import { openKeptFiles } from "./kept-downloads.js";
import { withPresentIds } from "./new-ids.js";
import { followOldAnchors } from "./old-anchors.js";
import { followProgress } from "./progress.js";
import { explainShortForms } from "./short-forms.js";
import { Store } from "./store.js";

const page = /** @type {HTMLElement | null} */ (document.querySelector(".page-words"));
const ticks = /** @type {HTMLElement | null} */ (document.querySelector(".progress"));
const lastPlace = /** @type {HTMLElement | null} */ (document.querySelector(".continue"));

if (page?.dataset.renamed) {
  const renamed = JSON.parse(page.dataset.renamed);
  new Store().change((saved) => withPresentIds(saved, renamed)); // before the page's other scripts read it
}
followOldAnchors();
followContents();
explainShortForms();
openKeptFiles();
if (ticks) followProgress(ticks);
if (lastPlace) offerToContinue(lastPlace);
if (page) {
  const copy = () => copyLinks(JSON.parse(page.dataset.words ?? "{}"), JSON.parse(page.dataset.qr ?? "{}"));
  copy();
  document.addEventListener("links-shown", copy); // a script of the page made some more
}
