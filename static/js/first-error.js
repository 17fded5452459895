/** After a form was not saved, the first field that needs another look takes the focus. */
const wrong = document.querySelector(
  'input[aria-invalid="true"], select[aria-invalid="true"], textarea[aria-invalid="true"], .is-invalid input',
);
const told = document.querySelector("main [role=alert]:not([hidden])");
if (wrong) {
  wrong.closest("details")?.setAttribute("open", "");
  wrong.focus();
} else if (told) {
  // Nothing is wrong with a single field: what is said of all of it.
  told.tabIndex = -1;
  told.focus();
}
