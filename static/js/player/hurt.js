/** "Stop, it hurts": how bad, what it is like, and what may come after it. */
export const NERVES = "tingling"; // needs a look before anything else

export class Hurt {
  constructor(element) {
    this.element = element.querySelector('[data-on="hurt"]');
    this.element.addEventListener("change", () => this.#answered());
  }

  /** Ask about `item`, with nothing answered yet. */
  ask(item) {
    this.item = item;
    this.#part("gentler").textContent = item.gentler?.name ?? "";
    this.#answered();
  }

  /** The answers, { worst, sensation }, each empty if it was left open; they are taken out. */
  take() {
    const hurt = { worst: this.#value("worst"), sensation: this.#value("sensation") };
    for (const answer of this.element.querySelectorAll("[name^=hurt-]:checked")) answer.checked = false;
    return hurt;
  }

  #part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  #value(name) {
    return this.element.querySelector(`[name="hurt-${name}"]:checked`)?.value ?? "";
  }

  /** After a sign of a nerve nothing that loads is offered, and "enough" comes first. */
  #answered() {
    const { gentler, slug } = this.item;
    const isSign = this.#value("sensation") === NERVES;
    const way = (act) => this.element.querySelector(`[data-do=${act}]`);
    const rest = way("go-rest");
    this.#part("sign").hidden = !isSign;
    way("go-gentler").hidden = !gentler || isSign;
    way("go-next").hidden = isSign;
    if (rest) rest.hidden = rest.dataset.address.includes(`/${slug}/`);
    way("end").classList.toggle("play-wide-go", isSign);
    this.#part("ways").classList.toggle("is-last-first", isSign);
  }
}
