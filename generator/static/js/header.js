// What the header does. It is loaded in the header itself, so that leaving works before the page is whole.

import { leaveOn, stayAway } from "./leave.js";
import { closeByEscape } from "./menu.js";

stayAway();
for (const button of document.querySelectorAll(".hb-leave")) leaveOn(/** @type {HTMLElement} */ (button));
for (const menu of document.querySelectorAll(".hb-menu")) closeByEscape(/** @type {HTMLDetailsElement} */ (menu));
