/** After a form was not saved, the first field that needs another look takes the focus. */
const wrong = document.querySelector(
  'input[aria-invalid="true"], select[aria-invalid="true"], textarea[aria-invalid="true"], .is-invalid input',
);
wrong?.focus();
