/**
 * <ladder-places>: the ladders beside the fields "ladder" and "rung" of an exercise in the admin.
 *
 * Shows the chosen ladder alone, and gives each of its rungs a button that writes its number into
 * the field. Without scripts all ladders are there to be opened, and the number is typed.
 */
class LadderPlaces extends HTMLElement {
  connectedCallback() {
    this.ladder = document.getElementById("id_ladder");
    this.rung = document.getElementById("id_rung");
    if (!this.ladder || !this.rung) {
      return; // somebody who may only look
    }
    this.kept = `${this.ladder.value}/${this.rung.value}`;
    for (const list of this.querySelectorAll("details ol")) {
      this.addButtons(list);
    }
    this.ladder.addEventListener("change", () => {
      // A number of the ladder before means nothing on this one: on top, until one is chosen.
      this.rung.value = this.kept.startsWith(`${this.ladder.value}/`) ? this.kept.split("/")[1] : "";
      this.show();
    });
    this.rung.addEventListener("input", () => this.show());
    this.show();
  }

  addButtons(list) {
    for (const item of list.querySelectorAll("li[value]:not(.own)")) {
      item.append(this.button(this.dataset.take, String(item.value)));
    }
    const top = document.createElement("li");
    top.className = "top";
    top.append(this.button(this.dataset.top, ""));
    list.append(top);
  }

  button(words, rung) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.dataset.rung = rung;
    button.addEventListener("click", () => {
      this.rung.value = rung;
      this.show();
    });
    return button;
  }

  show() {
    this.querySelector(".none").hidden = this.ladder.value !== "";
    for (const ladder of this.querySelectorAll("details")) {
      const chosen = ladder.dataset.ladder === this.ladder.value;
      ladder.hidden = !chosen;
      ladder.open = chosen;
      for (const button of ladder.querySelectorAll("button")) {
        const here = chosen && button.dataset.rung === this.rung.value;
        button.setAttribute("aria-pressed", String(here));
      }
    }
  }
}

customElements.define("ladder-places", LadderPlaces);
