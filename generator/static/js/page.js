// What every page does: one module for each concern.

import { copyLinks } from "./copy-links.js";

copyLinks();
