/**
 * What is heard. Tones, made here and placed on the audio clock ahead of time, so that a page that sleeps is
 * still heard on time. Nothing sounds before `wake`, which a press has to call.
 */
const AHEAD = 300; // seconds; what is further off is placed when the player looks again
const SLIP = 0.04; // seconds between the two clocks from which on all is placed anew
const LATE = 250; // milliseconds by which a tone may be late and still sound
const SAME = 100; // milliseconds within which two tones of a name are one
const VOLUMES = { off: 0, soft: 0.12, normal: 0.35, loud: 0.8 };

// Each tone as notes: [hertz, seconds after the first, seconds long, part of the volume].
const TONES = {
  tick: [[440, 0, 0.07, 0.5]],
  start: [[523, 0, 0.16, 1], [784, 0.14, 0.3, 1]],
  half: [[659, 0, 0.35, 0.6]],
  end: [[784, 0, 0.16, 1], [523, 0.14, 0.4, 1]],
  switch: [[587, 0, 0.12, 1], [587, 0.18, 0.12, 1], [880, 0.36, 0.35, 1]],
  in: [[196, 0, 1, 0.3]],
  out: [[147, 0, 1, 0.3]],
  finish: [[523, 0, 1.6, 0.8], [659, 0.2, 1.6, 0.7], [784, 0.4, 2.2, 0.7]],
};

export class Sound {
  constructor() {
    this.placed = [];
    this.volume = "normal";
  }

  get canSound() {
    return Boolean(window.AudioContext);
  }

  /** Within a press: a browser lets no page sound by itself. */
  wake() {
    if (!this.canSound) return;
    this.context ??= new AudioContext();
    if (this.context.state !== "running") this.context.resume();
  }

  /** The audio clock's time, in seconds, of the moment `at` of the page's clock (milliseconds). */
  timeOf(at) {
    const { contextTime, performanceTime } = this.context.getOutputTimestamp?.() ?? {};
    // A context that has not sounded yet names no pair of times.
    if (performanceTime) return contextTime + (at - performanceTime) / 1000;
    return this.context.currentTime + (at - performance.now()) / 1000;
  }

  /**
   * Place `signs` ({ tone, at, long }, by the page's clock) in place of all that was placed and
   * has not begun. What sounds goes on, and is not begun twice.
   */
  place(signs) {
    if (!this.context) return;
    const now = performance.now();
    const { currentTime } = this.context;
    const begun = this.placed.filter(({ when }) => when <= currentTime);
    for (const { node, when } of this.placed) if (when > currentTime) node.stop();
    this.placed = begun.filter(({ at }) => at > now - 10 * LATE);
    this.offset = this.timeOf(now) - now / 1000;
    const isNew = ({ tone, at }) => !begun.some((other) => other.tone === tone && Math.abs(other.at - at) < SAME);
    const near = signs.filter(({ at }) => at >= now - LATE && at < now + AHEAD * 1000).filter(isNew);
    for (const sign of near) this.#sound(sign, Math.max(currentTime, this.timeOf(sign.at)));
  }

  /** Whether the two clocks have drifted apart since all was placed. */
  get hasSlipped() {
    if (!this.context || this.offset === undefined) return false;
    const now = performance.now();
    return Math.abs(this.timeOf(now) - now / 1000 - this.offset) > SLIP;
  }

  cancel() {
    for (const { node } of this.placed) node.stop();
    this.placed = [];
  }

  try(tone) {
    this.wake();
    if (this.context) this.#sound({ tone, at: performance.now() }, this.context.currentTime + 0.05);
  }

  /** `long`: seconds, for a tone that lasts as long as something else does. */
  #sound({ tone, at, long: whole }, when) {
    const volume = VOLUMES[this.volume];
    if (!volume) return;
    for (const [hertz, after, short, part] of TONES[tone]) {
      const long = whole ?? short;
      const node = new OscillatorNode(this.context, { frequency: hertz });
      const gain = new GainNode(this.context, { gain: 0 });
      const begin = when + after;
      gain.gain.setValueAtTime(0, begin);
      gain.gain.linearRampToValueAtTime(volume * part, begin + (whole ? whole / 2 : 0.02));
      gain.gain.exponentialRampToValueAtTime(0.0001, begin + long);
      node.connect(gain).connect(this.context.destination);
      node.start(begin);
      node.stop(begin + long + 0.05);
      this.placed.push({ node, tone, at, when: begin });
    }
  }
}

/** The device's own voice, where it has one. A phone speaks only after a press has made it speak. */
export class Voice {
  constructor(lang) {
    this.lang = lang;
    this.name = "";
    this.volume = 1;
  }

  get canSpeak() {
    return "speechSynthesis" in window;
  }

  get voices() {
    if (!this.canSpeak) return [];
    return speechSynthesis.getVoices().filter(({ lang }) => lang.slice(0, 2) === this.lang.slice(0, 2));
  }

  wake() {
    if (!this.canSpeak) return;
    const silent = new SpeechSynthesisUtterance(" ");
    silent.volume = 0;
    speechSynthesis.speak(silent);
  }

  say(text) {
    if (!this.canSpeak || !text || !this.volume) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = this.lang;
    words.rate = 0.92;
    words.volume = this.volume;
    words.voice = this.voices.find(({ name }) => name === this.name) ?? null;
    speechSynthesis.speak(words);
  }

  hush() {
    if (this.canSpeak) speechSynthesis.cancel();
  }
}
