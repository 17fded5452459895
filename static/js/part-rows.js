/**
 * Rows of a table in the admin: one place up or down, by a button that the keyboard reaches.
 *
 * They take the place of the arrows of adminsortable2, which mean "first" and "last". A row is
 * still dragged by its handle. `data-up`, `data-down` and `data-told` of this script's own
 * element hold the words; PLACE and COUNT stand for numbers.
 */
const ROW = ".has_original";

class PartRows extends HTMLElement {
  connectedCallback() {
    for (const table of document.querySelectorAll("fieldset.sortable")) {
      for (const place of table.querySelectorAll(`${ROW} .sort`)) {
        place.replaceChildren(
          this.button(table, "up", this.dataset.up),
          this.button(table, "down", this.dataset.down),
        );
      }
      this.showEnds(table);
      // After a row was dragged.
      table.addEventListener("pointerup", () => setTimeout(() => this.showEnds(table), 300));
    }
  }

  rows(table) {
    return [...table.querySelectorAll(ROW)];
  }

  button(table, way, words) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.way = way;
    made.title = words;
    made.setAttribute("aria-label", words);
    made.addEventListener("click", () => this.move(table, made));
    return made;
  }

  move(table, button) {
    const rows = this.rows(table);
    const row = button.closest(ROW);
    const from = rows.indexOf(row);
    const to = from + (button.dataset.way === "up" ? -1 : 1);
    if (!rows[to]) {
      return;
    }
    rows[to][to < from ? "before" : "after"](row);
    this.rows(table).forEach((one, place) => {
      one.querySelector("input._reorder_").value = place + 1;
    });
    this.showEnds(table);
    button.focus(); // a row that was moved has lost it
    row.dispatchEvent(new Event("change", { bubbles: true })); // for the draft
    const told = this.dataset.told.replace("PLACE", to + 1).replace("COUNT", rows.length);
    this.querySelector("[role=status]").textContent = told;
  }

  showEnds(table) {
    const rows = this.rows(table);
    rows.forEach((row, place) => {
      for (const button of row.querySelectorAll(".sort button")) {
        const end = button.dataset.way === "up" ? 0 : rows.length - 1;
        // A disabled button would lose the focus of whoever is pressing it.
        button.setAttribute("aria-disabled", String(place === end));
      }
    });
  }
}

customElements.define("part-rows", PartRows);
