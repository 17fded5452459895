/**
 * <moving-figure src>: plays a drawn movement when asked to, and steps through its key frames.
 *
 * The key frames stand in the page. Without scripts, on paper, and for whoever wants less motion
 * the style sheet shows them side by side and hides the buttons; else it shows one at a time.
 * The movement comes with the first Play: `paths`, in which each # is a number of the sample,
 * `values` (the first sample, then differences), `stops` (the sample of each key frame) and times.
 * `data-cycle` is how many seconds one repetition takes.
 */
const MOST_LOOPS = 5;
const SVG = "http://www.w3.org/2000/svg";

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

  async load() {
    const answer = await fetch(this.getAttribute("src"));
    if (!answer.ok) throw new Error(answer.status);
    const { paths, values, transform, ...times } = await answer.json();
    const samples = [];
    for (const by of values) samples.push(by.map((change, place) => (samples.at(-1)?.[place] ?? 0) + change));
    const stage = this.querySelector("[data-stage]");
    stage.setAttribute("transform", transform ?? "");
    const parts = paths.map(({ d, ...given }) => {
      const path = stage.appendChild(document.createElementNS(SVG, "path"));
      for (const name in given) path.setAttribute(name.replace("width", "stroke-width"), given[name]);
      return { path, words: d.split("#") };
    });
    return { samples, parts, ...timetable(times, Number(this.dataset.cycle)) };
  }

  play() {
    const { length, ways } = this.motion;
    this.dataset.state = "playing";
    this.live.setAttribute("aria-live", "off");
    this.spent ??= ways.find((way) => way.frame === this.place).end; // from what is seen
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
    const { samples, parts, ways } = this.motion;
    const way = ways.find(({ end }) => time < end);
    const eased = (1 - Math.cos(Math.PI * (1 - (way.end - time) / way.seconds))) / 2;
    const at = way.from + (way.to - way.from) * eased;
    const [one, other] = [samples[Math.floor(at)], samples[Math.ceil(at)]];
    let place = 0;
    const between = (a, b) => Math.round((a + (b - a) * (at % 1)) * 10) / 10;
    const number = () => between(one[place], other[place++]);
    for (const { path, words } of parts) {
      path.setAttribute("d", words.reduce((text, word) => `${text}${number()}${word}`));
    }
    this.choose((eased < 0.5 ? way.frame : way.next) % this.frames.length); // the nearest
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

/** One loop: rest and go on from key frame to key frame, and from the last one all the way back. */
function timetable({ stops, seconds, back, holds }, cycle) {
  const own = [seconds, back, holds].flat().reduce((sum, time) => sum + time);
  const pace = cycle ? cycle / own : 1;
  const there = stops.flatMap((_, place) => [[place, place, holds[place]], [place, place + 1, seconds[place]]]);
  const home = stops.map((_, place) => [place, place - 1, back[place - 1]]).reverse();
  let length = 0;
  const ways = [...there.slice(0, -1), ...home.slice(0, -1)].map(([from, to, time]) => {
    length += time * pace;
    return { from: stops[from], to: stops[to], seconds: time * pace, end: length, frame: from, next: to };
  });
  return { ways, length };
}

customElements.define("moving-figure", MovingFigure);
