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
