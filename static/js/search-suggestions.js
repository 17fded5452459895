// Suggests names while somebody types. Without a script the line is a plain form all the same.

const WAIT = 160; // milliseconds after the last letter
const LEAST = 2; // letters

class SearchSuggestions extends HTMLElement {
  connectedCallback() {
    this.line = this.querySelector("input[type=search]");
    this.list = document.createElement("datalist");
    this.list.id = "suggestions";
    this.append(this.list);
    this.line.setAttribute("list", this.list.id);
    this.line.setAttribute("autocomplete", "off");
    this.line.addEventListener("input", () => this.wait());
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.suggest(), WAIT);
  }

  async suggest() {
    this.asking?.abort();
    const words = this.line.value.trim();
    if (words.length < LEAST) {
      this.list.replaceChildren();
      return;
    }
    this.asking = new AbortController();
    const address = `${this.line.form.action}?${new URLSearchParams({ q: words })}`;
    try {
      const answer = await fetch(address, {
        headers: { Accept: "application/json" },
        signal: this.asking.signal,
      });
      if (answer.ok) this.show((await answer.json()).names);
    } catch {
      // Offline, or typed on: the line works without suggestions.
    }
  }

  show(names) {
    const options = names.map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    });
    this.list.replaceChildren(...options);
  }
}

customElements.define("search-suggestions", SearchSuggestions);
