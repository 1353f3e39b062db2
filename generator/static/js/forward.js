// A page that leads on: at once, and with the place after "#" that a link names.
// Without this script the page's own refresh leads on, without that place.

import { openable } from "./addresses.js";

const { to = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
const isWhole = to.includes("#") || location.hash.length < 2;
const address = isWhole ? to : to + location.hash;

location.replace(openable(address));
