// What every page does: one module for each concern.

import { copyLinks } from "./copy-links.js";
import { followOldAnchors } from "./old-anchors.js";

const page = /** @type {HTMLElement | null} */ (document.querySelector(".page-words"));

followOldAnchors();
if (page) copyLinks(JSON.parse(page.dataset.words ?? "{}"), JSON.parse(page.dataset.qr ?? "{}"));
