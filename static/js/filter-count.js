/**
 * <filter-count>: what the button of a filter form says follows what is chosen in it.
 *
 * The server counts: the form's own address, asked for JSON, answers with the words. Without a
 * script, or without an answer, the button says no number.
 */
class FilterCount extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("change", () => this.ask());
  }

  async ask() {
    const asked = new URLSearchParams(new FormData(this.form)).toString();
    this.asked = asked;
    let words = this.dataset.plain;
    try {
      const address = `${this.form.action}?${asked}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        ({ words } = await answer.json());
      }
    } catch {
      // The button still works; it only does not say how many.
    }
    if (this.asked === asked) {
      this.querySelector("[data-count]").textContent = words;
    }
  }
}

customElements.define("filter-count", FilterCount);
