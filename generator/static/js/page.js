// What every page does: one module for each concern.

import { followContents } from "./contents.js";
import { copyLinks } from "./copy-links.js";
import { explainShortForms } from "./short-forms.js";

copyLinks();
followContents();
explainShortForms();
