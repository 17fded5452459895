/**
 * <thing-picker>: finds what was done while its name is typed, among the boxes of the page.
 *
 * Each thing is one box. It stands with the chips once it is ticked, with the hits while it is
 * met, else at home: with the chips, or under its heading in the rest. Slips are forgiven by the
 * server, which Search asks; without scripts that is how everything is found.
 */
const LEAST = 2; // letters
const MOST = 10; // hits

const fold = (text) =>
  text.normalize("NFKD").replace(/[\p{M}'’‘ʼ`´′]/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const boxOf = (option) => option.querySelector("input");
const isText = (node) => node.nodeType === Node.TEXT_NODE;
const nameOf = (option) =>
  [...option.querySelector("span").childNodes].filter(isText).map((node) => node.data).join("").trim();

class ThingPicker extends HTMLElement {
  connectedCallback() {
    this.picked = this.querySelector(".things-picked");
    this.hits = this.querySelector(".things-hits");
    this.rest = this.querySelector(".things-rest");
    this.note = this.querySelector(".things-note");
    this.line = this.querySelector("input[type=search]");
    this.fresh = this.querySelector(".thing-new");
    this.all = this.querySelector("button[value=all]");
    this.isAll = !this.rest.hidden;
    this.options = [...this.querySelectorAll(".choice:not(.thing-new)")];
    this.homes = new Map(this.options.map((option) => [option, this.homeOf(option)]));
    for (const box of this.querySelectorAll("[type=checkbox]")) {
      box.autocomplete = "off"; // a browser puts ticks back by place, and places change here
    }
    this.line.addEventListener("input", () => this.look());
    this.line.addEventListener("keydown", (event) => this.goOn(event));
    this.addEventListener("change", (event) => this.changed(event));
    this.all.addEventListener("click", (event) => {
      event.preventDefault();
      this.isAll = this.rest.hidden;
      if (this.isAll) this.line.value = ""; // or what is typed would go on to narrow it
      this.look();
    });
    this.all.parentElement.hidden = false;
    if (this.note.textContent === "") this.look(); // a draft may have put back what was typed
  }

  /** Where an option stands while it is neither ticked nor looked for. */
  homeOf(option) {
    const heading = option.dataset.home ?? option.closest("[data-group]")?.dataset.group;
    const groups = [...this.rest.querySelectorAll("[data-group]")];
    const group = groups.find((each) => each.dataset.group === heading);
    return group?.querySelector(".chips") ?? this.picked;
  }

  /** Puts each option where it belongs now. */
  look() {
    const typed = this.line.value.trim();
    const sought = typed.length < LEAST ? [] : wordsOf(typed);
    const met = this.options.filter((option) => this.meets(option, sought));
    const free = met.filter((option) => !boxOf(option).checked);
    const hits = this.ranked(free, sought.join(" ")).slice(0, MOST);
    for (const option of this.options) {
      if (boxOf(option).checked) this.homes.set(option, this.picked);
      if (!hits.includes(option)) this.homes.get(option).append(option);
    }
    this.offer(typed.length < LEAST ? "" : typed);
    this.hits.replaceChildren(...hits, this.fresh);
    this.rest.hidden = !this.isAll || sought.length > 0;
    this.all.setAttribute("aria-expanded", String(!this.rest.hidden));
    this.note.textContent = this.told(sought, met, free, hits);
  }

  meets(option, sought) {
    const words = option.dataset.words?.split(" ") ?? wordsOf(nameOf(option));
    return sought.length > 0
      && sought.every((word) => words.some((each) => each.startsWith(word)));
  }

  /** Those called so first, then those whose name has the words, then other names of it. */
  ranked(options, typed) {
    const rank = (option) => {
      const name = wordsOf(nameOf(option)).join(" ");
      return name.startsWith(typed) ? 0 : name.includes(typed) ? 1 : 2;
    };
    return options.toSorted((one, other) => rank(one) - rank(other));
  }

  /** What nothing is called yet can be somebody's own. */
  offer(typed) {
    const isThere = this.options.some((option) => fold(nameOf(option)) === fold(typed));
    this.fresh.hidden = typed === "" || isThere;
    boxOf(this.fresh).value = typed;
    this.fresh.querySelector("b").textContent = typed;
  }

  told(sought, met, free, hits) {
    const { found, more, none, already } = this.dataset;
    if (sought.length === 0) return "";
    if (met.length === 0) return none;
    if (free.length === 0) return already;
    const words = free.length > hits.length ? more : found;
    return words.replace("COUNT", free.length).replace("SHOWN", hits.length);
  }

  changed({ target }) {
    if (target.type !== "checkbox" || !target.checked) return;
    const byKey = target.matches(":focus-visible");
    const option = target.closest(".choice");
    const isNew = option === this.fresh;
    const chosen = isNew ? this.madeOf(target.value) : option;
    if (target.name === "programme") this.takeOutOthers(target);
    if (this.picked.contains(chosen)) return;
    this.line.value = "";
    this.look();
    this.note.textContent = this.dataset.chosen.replace("NAME", nameOf(chosen));
    // The box has gone from under the finger or the focus: the next one is looked for from here.
    if (byKey) this.line.focus();
  }

  /** A session holds one programme. */
  takeOutOthers(chosen) {
    for (const box of this.querySelectorAll("[name=programme]:checked")) {
      box.checked = box === chosen;
    }
  }

  /** A box of its own for a name that was typed. */
  madeOf(name) {
    const option = document.createElement("label");
    option.className = "choice";
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = name;
    const box = boxOf(this.fresh).cloneNode();
    box.checked = true;
    option.append(box, words);
    this.options.push(option);
    this.homes.set(option, this.picked);
    boxOf(this.fresh).checked = false;
    return option;
  }

  /** Enter goes on to the hits, where there are any; else it asks the server to look further. */
  goOn(event) {
    const first = this.hits.querySelector(".choice:not([hidden], .thing-new) input");
    if (event.key === "Enter" && !event.isComposing && first) {
      event.preventDefault();
      first.focus();
    }
  }
}

customElements.define("thing-picker", ThingPicker);
