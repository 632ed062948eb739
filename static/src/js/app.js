// What every page gets. htmx is put in front of this file when it is built.
import "./swaps.js";
import "./guard.js";
import "./grow.js";
import "./leaving.js";
import "./dialogs.js";
import "./menus.js";
import "./guide.js";
import "./copy.js";
import "./passkeys.js";
import "./sending.js";
