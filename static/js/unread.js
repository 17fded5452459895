/**
 * A day or a time that is half typed never leaves as "not answered".
 *
 * Of what a browser cannot read it hands over nothing. Without scripts it keeps such a form back
 * itself, for no form with a day or a time is `novalidate`. With scripts every other judgement is
 * the server's, and the words for this one stand in the page already, beside the field.
 */
for (const form of document.forms) {
  if (form.querySelector("[data-unread]")) {
    form.noValidate = true;
  }
}

/** The words beside `field`, shown while it cannot be read. */
function tell(field) {
  const unread = field.validity.badInput;
  document.getElementById(`${field.id}_unread`)?.toggleAttribute("hidden", !unread);
  field.classList.toggle("is-invalid", unread);
  field.setAttribute("aria-invalid", String(unread));
}

// Before anybody else hears of it: nothing is on its way then.
addEventListener(
  "submit",
  (event) => {
    const unread = [...event.target.elements].filter((one) => one.validity?.badInput);
    if (unread.length > 0) {
      event.preventDefault();
      for (const field of unread) {
        for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
          fold.open = true;
        }
        tell(field);
      }
      unread[0].focus();
    }
  },
  true,
);

addEventListener("input", ({ target }) => {
  if (target.matches("[data-unread].is-invalid") && !target.validity.badInput) {
    tell(target);
  }
});
