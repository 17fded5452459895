// The drawing and its texts: the part or the layer that the address names is marked in the drawing.

class AnatomyParts extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", this.mark);
    this.mark();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.mark);
  }

  mark = () => {
    const [kind, code] = location.hash.match(/^#(part|layer)-(.+)$/)?.slice(1) ?? [];
    setCurrent(this.querySelectorAll(".an-part"), kind === "part" ? code : "", "part");
    setCurrent(this.querySelectorAll(".layers a"), kind === "layer" ? code : "", "layer");
    const drawing = this.querySelector(".anatomy");
    if (kind === "layer") drawing.dataset.layer = code;
    else delete drawing.dataset.layer;
  };
}

function setCurrent(links, code, name) {
  for (const link of links) {
    if (code && link.dataset[name] === code) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

customElements.define("anatomy-parts", AnatomyParts);
