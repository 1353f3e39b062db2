// What every page does before anything of it is seen: colours, and the ways out. Pages load it in the head and wait for it.

import { followColours } from "./colours.js";
import { listenForLeaving, stayAway } from "./leave.js";
import { closeMenuByEscape } from "./menu.js";

document.documentElement.classList.replace("no-js", "js");
stayAway();
followColours();
closeMenuByEscape();
listenForLeaving();
