// A session's notes, which a whole group writes. Without this file, or where no socket gets through, their form saves them.

import { begin } from "../js/coediting/page.js";

begin([]);
