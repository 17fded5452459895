/** A form that is on its way is not sent twice by a second press. */
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || event.target.method !== "post" || !button) {
    return;
  }
  // Later, so that the button's own name and value are still sent.
  setTimeout(() => {
    button.disabled = true;
  });
});

// Back to a page the browser had kept: its buttons work again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll('form[method="post"] [type="submit"]')) {
    button.disabled = false;
  }
});
