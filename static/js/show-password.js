/** <show-password>: a button that shows what was typed, until the form is sent. */
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = this.querySelector("button");
    const word = button.querySelector("[data-show]");
    const turn = (shown) => {
      field.type = shown ? "text" : "password";
      word.textContent = shown ? word.dataset.hide : word.dataset.show;
    };
    button.addEventListener("click", () => turn(field.type === "password"));
    // A browser offers to keep passwords, and never keeps the texts of a form with one.
    field.form?.addEventListener("submit", () => turn(false));
    button.hidden = false;
  }
}

customElements.define("show-password", ShowPassword);
