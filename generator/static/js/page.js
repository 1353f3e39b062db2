// What every page does: one module for each concern.

import { followContents } from "./contents.js";
import { copyLinks } from "./copy-links.js";
import { openKeptFiles } from "./kept-downloads.js";
import { followOldAnchors } from "./old-anchors.js";
import { explainShortForms } from "./short-forms.js";

const page = /** @type {HTMLElement | null} */ (document.querySelector(".page-words"));

followOldAnchors();
followContents();
explainShortForms();
openKeptFiles();
if (page) copyLinks(JSON.parse(page.dataset.words ?? "{}"), JSON.parse(page.dataset.qr ?? "{}"));
