/**
 * <moving-figure src>: plays a drawn movement when asked to, and steps through its key frames.
 *
 * The key frames stand in the page. Without scripts, on paper, and for whoever wants less motion
 * the style sheet shows them side by side and hides the buttons; else it shows one at a time.
 * The movement comes with the first Play (motion.js). `data-cycle` is how many seconds one
 * repetition takes.
 */
import { loadMotion } from "./motion.js";

const MOST_LOOPS = 5;

class MovingFigure extends HTMLElement {
  connectedCallback() {
    this.frames = [...this.querySelectorAll("[data-frame]")];
    this.place = this.frames.findIndex((frame) => "shown" in frame.dataset);
    this.live = this.querySelector("[aria-live]");
    this.lost = this.querySelector("[data-lost]");
    this.dataset.state = "still";
    this.leaving = new AbortController(); // as the options, it has the `signal` that ends them
    const on = (target, event, act) => target.addEventListener(event, act, this.leaving);
    on(this.querySelector("[data-play]"), "click", () => this.toggle());
    for (const one of this.querySelectorAll("[data-step]")) on(one, "click", () => this.step(Number(one.dataset.step)));
    new IntersectionObserver((seen) => seen.at(-1).isIntersecting || this.pause()).observe(this);
    on(document, "visibilitychange", () => document.hidden && this.pause());
    on(window, "beforeprint", () => this.still());
    on(matchMedia("(prefers-reduced-motion: reduce)"), "change", () => this.still());
  }

  disconnectedCallback() {
    this.still();
    this.leaving.abort();
  }

  async toggle() {
    if (["playing", "loading"].includes(this.dataset.state)) return this.pause();
    this.dataset.state = "loading";
    this.lost.hidden = true;
    try {
      this.motion = await (this.coming ??= this.load());
      this.dataset.state === "loading" && this.play(); // unless another press came in between
    } catch {
      this.coming = undefined;
      this.still();
      this.lost.hidden = false;
    }
  }

  load() {
    const stage = this.querySelector("[data-stage]");
    return loadMotion(this.getAttribute("src"), stage, Number(this.dataset.cycle));
  }

  play() {
    const { length } = this.motion;
    this.dataset.state = "playing";
    this.live.setAttribute("aria-live", "off");
    this.spent ??= this.motion.restOf(this.place); // from what is seen
    let before;
    const go = (now) => {
      // A moment that comes late does not jump ahead.
      this.spent += Math.min(now - (before ?? now), 100) / 1000;
      before = now;
      if (this.spent >= length * MOST_LOOPS) return this.still();
      this.show(this.spent % length);
      this.next = requestAnimationFrame(go);
    };
    this.next = requestAnimationFrame(go);
  }

  /** Draw the moment `time`, in seconds of one loop. */
  show(time) {
    this.choose(this.motion.draw(time) % this.frames.length); // the nearest
  }

  pause() {
    cancelAnimationFrame(this.next);
    if (this.dataset.state === "still") return;
    this.dataset.state = this.spent === undefined ? "still" : "paused";
  }

  still() {
    cancelAnimationFrame(this.next);
    this.dataset.state = "still";
    this.spent = undefined;
  }

  step(direction) {
    this.still();
    this.choose((this.place + direction + this.frames.length) % this.frames.length);
    this.live.setAttribute("aria-live", "polite");
    this.live.textContent = this.frames[this.place].querySelector("figcaption").innerText;
  }

  choose(place) {
    this.frames.forEach((frame, at) => frame.toggleAttribute("data-shown", at === place));
    this.place = place;
  }
}

customElements.define("moving-figure", MovingFigure);
