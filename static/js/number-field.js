/**
 * <number-field>: another number beside chips; whichever was said last takes the other's place.
 *
 * Without scripts both can be filled in, and the form asks which one is meant.
 */
class NumberField extends HTMLElement {
  connectedCallback() {
    const typed = this.querySelector("input");
    const chips = [...this.closest("fieldset").querySelectorAll('input[type="radio"]')];
    for (const chip of chips) {
      chip.addEventListener("change", () => {
        typed.value = "";
      });
    }
    typed.addEventListener("input", () => {
      if (typed.value !== "") {
        for (const chip of chips) {
          chip.checked = false;
        }
      }
    });
  }
}

customElements.define("number-field", NumberField);
