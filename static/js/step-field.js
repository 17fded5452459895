/**
 * <step-field>: minus and plus around a number.
 *
 * The buttons are in the page but hidden, so without scripts nothing dead is shown. The number is
 * a line of text with its limits beside it; an empty one starts at its lower limit.
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

  get limits() {
    return { min: Number(this.number.dataset.min ?? 0), max: Number(this.number.dataset.max ?? Infinity) };
  }

  move(direction) {
    const { number, limits } = this;
    const now = Number(number.value.replace(",", "."));
    if (Number.isNaN(now)) {
      number.focus(); // what stands there is no number: it is not for us to replace it
      return;
    }
    const next = number.value.trim() === "" ? limits.min : Math.trunc(now) + direction;
    number.value = Math.min(Math.max(next, limits.min), limits.max);
    number.dispatchEvent(new Event("input", { bubbles: true }));
    number.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showLimits() {
    const { number, limits } = this;
    for (const button of this.buttons) {
      const limit = button.dataset.step < 0 ? limits.min : limits.max;
      const reached = number.value.trim() !== "" && Number(number.value) === limit;
      // A disabled button would lose the focus of whoever is pressing it.
      button.setAttribute("aria-disabled", String(reached));
    }
  }
}

customElements.define("step-field", StepField);
