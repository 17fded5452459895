/** A form that is on its way is not sent twice by a second press, nor by Back and another one. */
const keyOf = (form) => form.querySelector(":scope:has(form-draft) [name=client_key]");

addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || event.target.method !== "post" || !button) {
    return;
  }
  const key = keyOf(event.target);
  if (key) {
    history.replaceState({ sent: key.value }, "");
  }
  // Later, so that the button's own name and value are still sent.
  setTimeout(() => {
    button.disabled = true;
  });
});

/** Back to a form that is saved by now: it begins anew, for it would come half filled. */
function beginAnew() {
  const sent = history.state?.sent;
  if (sent && document.cookie.includes(`saved=${sent}`)) {
    history.replaceState(null, "");
    location.replace(location.pathname + location.search);
  }
}

// Back to a page the browser had kept: its buttons work again.
addEventListener("pageshow", () => {
  beginAnew();
  for (const button of document.querySelectorAll('form[method="post"] [type="submit"]')) {
    button.disabled = false;
  }
});

// Back to a page that was drawn anew, with the old words put back: it is the form that was sent.
for (const form of document.forms) {
  const key = keyOf(form);
  if (key && history.state?.sent) {
    key.value = history.state.sent;
  }
}
