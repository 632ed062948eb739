// The placemat, on which a whole group writes. Without this file, or where no socket gets through, its form saves the words.

import { begin } from "../js/coediting/page.js";

begin(["indicators", "comments", "history", "phase"]);
