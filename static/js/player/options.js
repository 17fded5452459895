/** The choices of the start page, kept on the device: how somebody wants to be led. */
const FIELDS = {
  say: "radio", volume: "radio", voice: "text", quiet: "box", breath: "box", breath_in: "number",
  breath_out: "number", sigh: "box", shake: "box",
};
const NAMES = { breath_in: "breathIn", breath_out: "breathOut" };

export class PlayOptions {
  constructor(element, options, voice, changed) {
    this.element = element;
    this.options = options;
    this.voice = voice;
    this.#listVoices();
    if (voice.canSpeak) speechSynthesis.addEventListener?.("voiceschanged", () => this.#listVoices());
    this.#show();
    element.querySelector(".play-options").addEventListener("change", () => {
      this.#read();
      changed();
    });
  }

  #fields(name) {
    return [...this.element.querySelectorAll(`[name="play-${name}"]`)];
  }

  #listVoices() {
    const [select] = this.#fields("voice");
    const others = this.voice.voices.map(({ name }) => new Option(name, name));
    select.replaceChildren(select.options[0], ...others);
    select.value = this.options.voice;
    select.closest(".field").hidden = !others.length;
  }

  #show() {
    for (const [field, kind] of Object.entries(FIELDS)) {
      const value = this.options[NAMES[field] ?? field];
      for (const control of this.#fields(field)) {
        if (kind === "radio") control.checked = control.value === value;
        else if (kind === "box") control.checked = value;
        else control.value = value;
      }
    }
  }

  #read() {
    for (const [field, kind] of Object.entries(FIELDS)) {
      const value = READ[kind](this.#fields(field));
      if (value !== undefined) this.options[NAMES[field] ?? field] = value;
    }
  }
}

const READ = {
  radio: (controls) => controls.find(({ checked }) => checked)?.value,
  box: ([control]) => control.checked,
  text: ([control]) => control.value,
  number: ([control]) => {
    const seconds = Number(control.value.replace(",", "."));
    const { min, max } = control.dataset;
    // What is no number of the offered ones leaves things as they were.
    return seconds >= Number(min) && seconds <= Number(max) ? seconds : undefined;
  },
};
