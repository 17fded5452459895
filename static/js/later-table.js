/**
 * <later-table>: a long table that comes when the fold around it is opened.
 *
 * It holds a link to the page that has the table; where that cannot be fetched, the link stays.
 */
class LaterTable extends HTMLElement {
  connectedCallback() {
    const fold = this.closest("details");
    fold.addEventListener("toggle", () => fold.open && this.load());
    fold.open && this.load();
  }

  async load() {
    if (this.coming) return;
    this.coming = true;
    try {
      const answer = await fetch(this.querySelector("a").href);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.replaceWith(document.adoptNode(page.querySelector("main .scroll-x")));
    } catch {
      this.coming = false;
    }
  }
}

customElements.define("later-table", LaterTable);
