/**
 * <before-for-now>: "before", filled in from a check-in, leaves when another time is chosen.
 *
 * It says where the number is from. Day moved back, the number comes back too, unless somebody
 * answered the question meanwhile. `data-now` is the person's own clock as the page was drawn,
 * `data-hours` how old a rating may be. Without scripts the server does the same when it is sent.
 */
const MINUTE = 60_000;

class BeforeForNow extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.from = this.form.elements.before_from;
    this.opened = Date.now();
    this.words = this.querySelector("span");
    // A draft that was put back, or the server, has taken it out already.
    this.isAway = this.from.value === "" && this.isAnotherTime() && this.chosen === "";
    this.form.addEventListener("change", ({ target }) => {
      if (target.name === "pain_before") this.answered();
      else if (["day", "date", "time"].includes(target.name)) this.follow();
    });
    this.words.hidden = this.from.value === "" || this.chosen !== this.from.value;
    this.follow();
  }

  get radios() {
    return this.form.elements.pain_before;
  }

  get chosen() {
    return this.radios.value;
  }

  /** From now on it is the person's own answer, whatever the day. */
  answered() {
    this.from.value = "";
    this.isAway = false;
    this.words.hidden = true;
  }

  follow() {
    const moved = this.isAnotherTime();
    if (moved && this.from.value !== "" && this.chosen === this.from.value) {
      this.isAway = true;
      this.fill("");
    } else if (!moved && this.isAway) {
      this.isAway = false;
      this.fill(this.dataset.pain);
    }
  }

  fill(number) {
    for (const radio of this.radios) {
      radio.checked = number !== "" && radio.value === number;
    }
    this.from.value = number;
    this.words.hidden = number === "";
  }

  /** As the server judges it: another day, or a time too long ago. */
  isAnotherTime() {
    const { day, date, time } = this.form.elements;
    const [today, clock] = this.dataset.now.split(" ");
    if (day.value === "yesterday" || (date.value && date.value !== today)) {
      return true;
    }
    const said = time.value || (day.value === "morning" ? "08:00" : "");
    if (!said) {
      return false;
    }
    const [now, then] = [clock, said].map((each) => Date.parse(`${today}T${each}Z`));
    const passed = Date.now() - this.opened;
    return now + passed - then > Number(this.dataset.hours) * 60 * MINUTE;
  }
}

customElements.define("before-for-now", BeforeForNow);
