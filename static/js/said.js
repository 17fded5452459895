/** After something was saved, whoever uses a keyboard or hears the page goes on from what is said. */
const said = document.querySelector("#said");
if (said && !location.hash) {
  said.focus({ preventScroll: true });
}
