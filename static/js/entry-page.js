/* What a page with a form of the diary runs, in this order. Collected static files hold it as one. */
import "./unread.js";
import "./first-error.js";
import "./submit-once.js";
import "./step-field.js";
