/**
 * <figure-preview>: what the pose beside it draws, followed while it is written in the admin.
 *
 * The server draws. While the text is broken the last good drawing stays, and the reasons stand
 * above it.
 */
const PAUSE = 400; // milliseconds without a key, before the server is asked

class FigurePreview extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.text = this.form?.elements.pose;
    if (!this.text) {
      return; // somebody who may only look
    }
    this.said = this.querySelector(".said");
    this.drawn = this.querySelector(".drawn");
    this.form.addEventListener("input", (event) => this.wait(event));
    this.form.addEventListener("change", (event) => this.wait(event));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  wait(event) {
    if (event.target === this.text || event.target.name === "exercise") {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }
  }

  async ask() {
    this.asking?.abort(); // an older answer would draw what is not there any more
    const asking = new AbortController();
    this.asking = asking;
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.dataset.address, {
        method: "POST",
        body: new FormData(this.form),
        credentials: "same-origin",
        signal: asking.signal,
      });
      // Who is not signed in any more is led to another page, which is no drawing.
      this.show(answer.redirected ? 0 : answer.status, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") {
        this.said.textContent = this.dataset.lost;
      }
    }
    if (this.asking === asking) {
      this.removeAttribute("aria-busy");
    }
  }

  show(status, page) {
    if (status === 200) {
      this.said.replaceChildren();
      this.drawn.innerHTML = page;
    } else if (status === 422) {
      this.said.innerHTML = page;
    } else {
      this.said.textContent = this.dataset.lost;
    }
  }
}

customElements.define("figure-preview", FigurePreview);
