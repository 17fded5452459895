/**
 * <body-map>: a drawn body that ticks the checkboxes of its list.
 *
 * The checkboxes are the real field and work alone; without scripts the map stays hidden.
 * A region of the drawing stands for each checkbox whose data-regions names it.
 */
class BodyMap extends HTMLElement {
  connectedCallback() {
    this.boxes = [...this.querySelectorAll('input[type="checkbox"]')];
    this.regions = [...this.querySelectorAll("[data-region]")];
    this.chosen = this.querySelector(".picked-list");
    this.chip = this.querySelector("template");

    for (const region of this.regions) {
      region.addEventListener("click", () => this.toggle(region));
      region.addEventListener("keydown", (event) => {
        if (event.key === " " || event.key === "Enter") {
          event.preventDefault();
          this.toggle(region);
        }
      });
    }
    this.addEventListener("change", () => this.show());
    // A form that is reset empties its boxes only after the event.
    this.boxes[0]?.form?.addEventListener("reset", () => setTimeout(() => this.show()));

    this.querySelector("details").open = false;
    this.show();
  }

  boxesOf(region) {
    const name = region.dataset.region;
    return this.boxes.filter((box) => box.dataset.regions?.split(" ").includes(name));
  }

  toggle(region) {
    const boxes = this.boxesOf(region);
    const on = !boxes.some((box) => box.checked);
    for (const box of boxes) {
      box.checked = on;
    }
    this.show();
  }

  show() {
    for (const region of this.regions) {
      const on = this.boxesOf(region).some((box) => box.checked);
      region.setAttribute("aria-checked", String(on));
    }
    this.chosen.replaceChildren(...this.boxes.filter((box) => box.checked).map((box) => this.chipFor(box)));
  }

  chipFor(box) {
    const chip = this.chip.content.firstElementChild.cloneNode(true);
    chip.querySelector("[data-name]").textContent = box.labels[0].textContent.trim();
    chip.addEventListener("click", () => {
      const place = [...this.chosen.children].indexOf(chip);
      box.checked = false;
      this.show();
      // Whoever removes one place with the keyboard stays among the chosen ones.
      const next = this.chosen.children[place] ?? this.chosen.lastElementChild;
      (next ?? this.regions[0]).focus();
    });
    return chip;
  }
}

customElements.define("body-map", BodyMap);
