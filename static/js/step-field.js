/**
 * <step-field>: minus and plus around a number field.
 *
 * The buttons are in the page but hidden, so without scripts nothing dead is shown.
 * Limits and step are those of the number field; an empty field starts at its lower limit.
 */
class StepField extends HTMLElement {
  connectedCallback() {
    this.number = this.querySelector("input");
    this.buttons = [...this.querySelectorAll("button[data-step]")];
    for (const button of this.buttons) {
      button.hidden = false;
      button.addEventListener("click", () => this.move(Number(button.dataset.step)));
    }
    this.number.addEventListener("input", () => this.showLimits());
    this.showLimits();
  }

  move(direction) {
    const { number } = this;
    if (number.value === "") {
      number.value = number.min || "0";
    } else if (direction > 0) {
      number.stepUp();
    } else {
      number.stepDown();
    }
    number.dispatchEvent(new Event("input", { bubbles: true }));
    number.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showLimits() {
    const { value, min, max } = this.number;
    for (const button of this.buttons) {
      const limit = button.dataset.step < 0 ? min : max;
      const reached = value !== "" && limit !== "" && Number(value) === Number(limit);
      // A disabled button would lose the focus of whoever is pressing it.
      button.setAttribute("aria-disabled", String(reached));
    }
  }
}

customElements.define("step-field", StepField);
