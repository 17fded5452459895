/**
 * <guided-session data-plan>: leads through a session. The plan is what the server says is played
 * (exercises/rules/playing.py); where the session is, is a `Course` on the page's own clock.
 *
 * Whatever happens to the page, the course is where that clock says: frames, sounds and words are
 * only told of it. The place is kept on the device each second, and what was done until it is saved.
 */
import { quietly } from "../kept-drafts.js";
import { Course } from "./course.js";
import { signsOf, TONES } from "./cues.js";
import { fillScreen, Kept, keepOptions, leaveScreen, OneTab, readOptions, shake, Wake } from "./device.js";
import { End } from "./end.js";
import { Hurt, NERVES } from "./hurt.js";
import { PlayOptions } from "./options.js";
import { BEFORE, hurtKey, recordOf } from "./record.js";
import { Sound, Voice } from "./sound.js";
import { Stage } from "./stage.js";
import { momentsOf, secondsOf, timelineOf, VERSION } from "./timeline.js";

const BEAT = 250; // milliseconds between two looks at the clock; a hidden page is given fewer
const BACK = 15; // seconds
const STEP = 10; // seconds that "longer" and "shorter" stand for; of repetitions it is one
const PLACE_AGAIN = 60_000; // milliseconds after which tones further ahead are placed
const LATE = 2000; // milliseconds after which a word is not said any more
const SHAKES = { start: 80, switch: [200, 100, 200], end: [80, 60, 80], finish: [300, 100, 300] };

const KEYS = { " ": "pause", ArrowLeft: "back", ArrowRight: "skip", g: "gentler", s: "hurt", Escape: "leave" };

class GuidedSession extends HTMLElement {
  connectedCallback() {
    this.plan = JSON.parse(this.dataset.plan);
    this.words = this.#readWords();
    this.options = readOptions();
    this.sound = new Sound();
    this.voice = new Voice(document.documentElement.lang);
    this.wake = new Wake();
    this.tab = new OneTab();
    this.stage = new Stage(this, this.words);
    this.place = new Kept(this.getAttribute("account"), "playing");
    this.end = new End(this, this.words);
    this.hurt = new Hurt(this);
    this.hurts = {};
    this.#listen();
    new PlayOptions(this, this.options, this.voice, () => this.#optionsChanged());
    this.#optionsChanged();
    this.#greet();
  }

  // --- Before it begins ------------------------------------------------------------------------

  #readWords() {
    const marked = [...this.querySelectorAll("[data-word]")];
    return Object.fromEntries(marked.map(({ dataset, textContent }) => [dataset.word, textContent]));
  }

  #greet() {
    const { words, plan } = this;
    if (plan.version !== VERSION) {
      this.#write("length", words.newer);
      this.#toggle({ begin: false, newer: true });
      return;
    }
    this.items = plan.items;
    const minutes = String(Math.max(1, Math.round(secondsOf(timelineOf(plan.items)) / 60)));
    const about = plan.items.length > 1 ? words["length-more"] : words.length;
    this.#write("length", about.replace("COUNT", plan.items.length).replace("MINUTES", minutes));
    this.#write("cannot", this.#cannot().join(" "));
    this.#offerToResume();
  }

  #cannot() {
    const { words } = this;
    const isPhone = /iPhone|iPad/.test(navigator.userAgent);
    return [
      !this.sound.canSound && words["no-sound"],
      !this.voice.canSpeak && words["no-voice"],
      isPhone ? words.iphone : !this.wake.canStay && words["no-wake"],
      !this.place.canKeep && words["no-room"],
    ].filter(Boolean);
  }

  /** What was running when the page went away; another routine's place is left alone. */
  #offerToResume() {
    const kept = this.place.read();
    const isOurs = kept?.version === VERSION && kept.address === this.#address && kept.items?.length;
    this.kept = isOurs ? kept : null;
    const mayBegin = Boolean(this.#part("begin")); // not while a sign has to be looked at
    this.#toggle({ resume: isOurs, begin: !isOurs });
    if (!isOurs || !mayBegin) return;
    const clock = new Date(kept.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    const { name } = kept.items[kept.moments[kept.index].item];
    this.#write("resume-words", this.words.resume.replace("TIME", clock).replace("NAME", name));
  }

  /** What is played here, whatever else the address says: pain, amount, time. */
  get #address() {
    const chosen = new URLSearchParams(location.search).getAll("exercise");
    return [location.pathname, ...chosen].join(" ");
  }

  async #begin(kept) {
    this.sound.wake();
    this.voice.wake();
    fillScreen(document.documentElement);
    if (await this.tab.isTaken()) return this.#show("elsewhere");
    this.tab.leads = true;
    this.items = kept?.items ?? [...this.plan.items];
    this.hurts = kept?.hurts ?? {};
    this.course = new Course(kept?.moments ?? timelineOf(this.items), kept ?? {});
    this.course.go(performance.now());
    this.#show("run");
    this.#entered();
    this.beat = setInterval(() => this.#look(), BEAT);
    this.#draw();
  }

  // --- While it runs ---------------------------------------------------------------------------

  get #moment() {
    return this.course.moment;
  }

  get #item() {
    return this.items[this.#moment.item];
  }

  /** What the clock says now: moments that began, words that are due, the place to keep. */
  #look() {
    const now = performance.now();
    const begun = this.course.settle(now);
    if (this.course.isOver) return this.#finish();
    if (begun.length) this.#entered();
    this.#speak(now);
    if (this.course.isRunning && this.#tonesAreStale(now)) this.#placeTones(now);
    if (now - (this.keptAt ?? -Infinity) >= 1000) this.#keep(now);
  }

  /** A moment began, or the session goes on in one: all that hangs on it is told anew. */
  #entered() {
    const now = performance.now();
    if (this.course.isOver) return this.#finish();
    const { moments, index } = this.course;
    const later = moments.slice(index + 1).find(({ kind }) => kind === "work");
    const next = later && later.item !== this.#moment.item ? this.items[later.item] : null;
    this.stage.begin(this.#moment, this.#item, next, this.#placeWords());
    this.#showControls();
    this.#planWords(now);
    this.#placeTones(now);
    this.#keep(now);
    this.#drawOnce(now);
  }

  /** Which exercise of how many; what was put in its place counts as it. */
  #placeWords() {
    const rootOf = (place) => this.items[place].inPlaceOf ?? place;
    const items = [...new Set(this.course.moments.map(({ item }) => rootOf(item)))];
    if (items.length < 2) return "";
    const number = items.indexOf(rootOf(this.#moment.item)) + 1;
    return this.words.place.replace("NUMBER", number).replace("TOTAL", items.length);
  }

  #draw() {
    cancelAnimationFrame(this.frame);
    const go = () => {
      if (this.dataset.screen !== "run") return;
      this.#look();
      if (this.dataset.screen !== "run") return;
      this.#drawOnce(performance.now());
      this.frame = requestAnimationFrame(go);
    };
    this.frame = requestAnimationFrame(go);
  }

  #drawOnce(now) {
    const spent = this.course.spentAt(now) / 1000;
    this.stage.draw(this.#moment, this.#item, Math.min(spent, this.#moment.seconds), this.options);
    const own = this.course.moments.filter(({ item }) => item === this.#moment.item);
    const before = own.slice(0, own.indexOf(this.#moment));
    this.stage.progress(this.items, this.#moment.item, (secondsOf(before) + spent) / secondsOf(own));
  }

  #signsOf(index) {
    const { moments } = this.course;
    const moment = moments[index];
    const isItemsLast = moments[index + 1]?.item !== moment.item;
    const isLast = index === moments.length - 1;
    const { words, options } = this;
    return signsOf(moment, this.items[moment.item], { words, options, isLast, isItemsLast });
  }

  /** When each moment from here on begins, by the page's clock. */
  *#upcoming(now) {
    const { course } = this;
    let at = now - course.spentAt(now);
    for (let index = course.index; index < course.moments.length; index += 1) {
      yield { index, at };
      at += course.moments[index].seconds * 1000;
    }
  }

  #placeTones(now) {
    if (!this.course.isRunning) return this.sound.cancel();
    this.placedAt = now;
    const tones = [...this.#upcoming(now)].flatMap(({ index, at }) =>
      this.#signsOf(index).filter(({ tone }) => tone).map((sign) => ({ ...sign, at: at + sign.at * 1000 })));
    this.sound.place(tones);
  }

  #tonesAreStale(now) {
    const since = now - this.placedAt;
    return since > PLACE_AGAIN || (since > 1000 && this.sound.hasSlipped);
  }

  #planWords(now) {
    const began = now - this.course.spentAt(now);
    const signs = this.#signsOf(this.course.index).map((sign) => ({ ...sign, due: began + sign.at * 1000 }));
    // What lies behind was said, or its time is over.
    this.waiting = signs.filter(({ due }) => due >= now - BEAT).sort((one, other) => one.due - other.due);
  }

  #speak(now) {
    if (!this.course.isRunning) return;
    while (this.waiting.length && this.waiting[0].due <= now) {
      const { say, tone, due } = this.waiting.shift();
      if (tone && this.options.shake && SHAKES[tone]) shake(SHAKES[tone]);
      if (say && now - due < LATE && this.options.say !== TONES) this.voice.say(say);
    }
  }

  #keep(now) {
    this.keptAt = now;
    const { items, hurts } = this;
    const isKept = this.place.write({
      version: VERSION, address: this.#address, href: location.href, items, hurts, ...this.course.toKeep(now),
    });
    if (!isKept && !this.isWarned) this.stage.parts.live.textContent = this.words["no-room"];
    this.isWarned = !isKept;
  }

  // --- What somebody does ----------------------------------------------------------------------

  #listen() {
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this.#do(button.dataset.do, button);
    });
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("visibilitychange", () => this.#seenAgain());
    addEventListener("pagehide", () => this.beat && this.#keep(performance.now()));
  }

  /** A call or a locked screen may have silenced the audio clock: it has to be woken again. */
  #seenAgain() {
    if (!this.course?.isRunning) return;
    if (!document.hidden) this.sound.wake();
    this.#look();
  }

  #key(event) {
    const isOnControl = event.target.closest("input, select, textarea, summary, a");
    const { screen } = this.dataset;
    if (screen === "leave" && event.key === "Escape") return this.#goOn();
    if (screen !== "run" || isOnControl || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button") && [" ", "Enter"].includes(event.key);
    const act = KEYS[event.key];
    if (!act || onButton) return;
    event.preventDefault();
    this.#do(act);
  }

  #do(act, button) {
    const now = performance.now();
    const acts = {
      start: () => this.#begin(null),
      resume: () => this.#begin(this.kept),
      afresh: () => this.#afresh(),
      "ask-again": () => this.#askAgain(),
      try: () => this.#tryOut(),
      mute: () => this.#mute(),
      pause: () => (this.course.isRunning ? this.#stand() : this.#goOn()),
      "go-on": () => this.#goOn(),
      back: () => this.#move(() => this.course.back(BACK, now)),
      skip: () => this.#move(() => this.course.skip(now)),
      longer: () => this.#stretch(1),
      shorter: () => this.#stretch(-1),
      gentler: () => this.#along(this.#item.gentler),
      harder: () => this.#along(this.#item.harder),
      hurt: () => this.#itHurts(),
      leave: () => this.#askToLeave(),
      "go-gentler": () => this.#afterHurt(() => this.#along(this.#item.gentler)),
      "go-rest": () => this.#afterHurt(() => this.#along({ address: button.dataset.address })),
      "go-next": () => this.#afterHurt(() => this.#move(() => this.course.skipItem(performance.now()))),
      end: () => this.#end(),
      drop: () => this.#drop(),
    };
    acts[act]?.();
  }

  /** What the other tab has left by now decides, not what it was when this page came. */
  #askAgain() {
    this.#offerToResume();
    this.#show("start");
  }

  #afresh() {
    this.place.forget();
    this.#offerToResume();
    this.#begin(null);
  }

  #tryOut() {
    this.sound.try("start");
    this.voice.wake();
    setTimeout(() => this.voice.say(this.words.hear), 700);
  }

  #mute() {
    this.isMuted = !this.isMuted;
    this.#optionsChanged();
    if (this.isMuted) this.voice.hush();
    if (this.course) this.#placeTones(performance.now());
  }

  #move(change) {
    this.voice.hush();
    change();
    this.#entered();
  }

  #stand() {
    this.course.stand(performance.now());
    this.voice.hush();
    this.sound.cancel();
    this.wake.want(false);
    this.#keep(performance.now());
    this.#showControls();
  }

  #goOn() {
    this.sound.wake();
    this.#show("run");
    this.course.go(performance.now());
    this.#entered();
    this.#draw();
  }

  #stretch(direction) {
    const now = performance.now();
    const { cycle } = this.#moment;
    this.course.extend(direction * (cycle || STEP), now);
    if (cycle) this.#moment.reps = Math.round(this.#moment.seconds / cycle);
    this.#entered();
  }

  /** Go on with a gentler or harder exercise, or with a rest, in place of the one that is on. */
  async #along(neighbour) {
    if (!neighbour) return;
    const wasRunning = this.course.isRunning;
    if (wasRunning) this.#stand();
    const item = await this.#fetchItem(neighbour.address);
    if (item) {
      const { item: place } = this.#moment;
      item.inPlaceOf = this.#item.inPlaceOf ?? place;
      const [only, other] = this.#item.sides;
      if (only && !other && item.sides.length > 1) item.sides = [only]; // a plan may hold one side alone
      this.items.push(item);
      this.course.replaceItem(momentsOf(item, this.items.length - 1), performance.now());
    } else {
      this.stage.parts.live.textContent = this.words.lost;
    }
    this.#goOn();
    if (!item) this.stage.parts.line.textContent = this.words.lost;
  }

  async #fetchItem(address) {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const plan = answer.ok ? await answer.json() : {};
      return plan.version === VERSION ? plan.items[0] : null;
    } catch {
      return null;
    }
  }

  // --- Stop, it hurts --------------------------------------------------------------------------

  #itHurts() {
    this.#stand();
    this.hurt.ask(this.#item);
    this.#show("hurt");
  }

  /** What hurt is the last work that was begun: between two sides not the one to come. */
  get #hurtAt() {
    const { moments, index } = this.course;
    const begun = moments.slice(0, index + 1).filter(({ kind }) => kind === "work");
    const last = begun.at(-1);
    return last ? hurtKey(last.item, last.side) : BEFORE;
  }

  #noteHurt() {
    this.hurts[this.#hurtAt] = this.hurt.take();
  }

  #afterHurt(act) {
    this.#noteHurt();
    this.#show("run");
    this.course.go(performance.now());
    act();
    this.#draw();
  }

  #askToLeave() {
    this.#stand();
    this.#show("leave");
  }

  #drop() {
    this.place.forget();
    this.#quit();
    location.assign(document.querySelector(".play-before a").href);
  }

  #end() {
    if (this.dataset.screen === "hurt") this.#noteHurt();
    this.ended = true;
    const now = performance.now();
    this.course.real[this.course.index] = Math.round(this.course.spentAt(now));
    this.#finish();
  }

  // --- When it is over -------------------------------------------------------------------------

  #quit() {
    clearInterval(this.beat);
    this.beat = undefined; // nothing is kept of it from here on
    cancelAnimationFrame(this.frame);
    this.tab.leads = false;
    this.wake.want(false);
    leaveScreen();
  }

  #finish() {
    if (this.dataset.screen === "finish") return;
    this.#quit();
    if (this.ended) this.sound.cancel();
    this.#show("finish");
    const { items, hurts, ended } = this;
    const { moments, real } = this.course;
    this.place.forget();
    const given = Object.values(hurts);
    if (given.length && ended) this.#write("over", this.words.stopped);
    this.#part("told-sign").hidden = !given.some(({ sensation }) => sensation === NERVES);
    this.end.show(recordOf({ items, moments, real, hurts, ended, programme: this.plan.programme }), given);
  }

  // --- What is shown ---------------------------------------------------------------------------

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  #write(name, text) {
    this.#part(name).textContent = text;
  }

  /** Show the parts that are `true`, and hide the others; a page may lack some. */
  #toggle(parts) {
    for (const [name, isShown] of Object.entries(parts)) {
      this.#part(name)?.toggleAttribute("hidden", !isShown);
    }
  }

  #show(screen) {
    this.dataset.screen = screen;
    for (const section of this.querySelectorAll("[data-on]")) section.hidden = section.dataset.on !== screen;
    const isRunning = screen === "run";
    this.wake.want(isRunning);
    if (isRunning) this.querySelector("[data-do=pause]").focus({ preventScroll: true });
    else this.querySelector(`[data-on="${screen}"] [tabindex="-1"]`)?.focus();
    scrollTo(0, 0);
  }

  #showControls() {
    const { isRunning } = this.course;
    this.dataset.state = isRunning ? "running" : "standing";
    for (const words of this.querySelectorAll("[data-when]")) {
      words.hidden = words.dataset.when !== this.dataset.state;
    }
    this.querySelector("[data-do=gentler]").disabled = !this.#item.gentler;
    this.querySelector("[data-do=harder]").disabled = !this.#item.harder;
  }

  #optionsChanged() {
    keepOptions(this.options);
    this.sound.volume = this.isMuted ? "off" : this.options.volume;
    this.voice.volume = this.isMuted || this.options.volume === "off" ? 0 : 1;
    this.voice.name = this.options.voice;
    const button = this.querySelector("[data-do=mute]");
    button.setAttribute("aria-pressed", String(Boolean(this.isMuted)));
    this.#part("loud").hidden = Boolean(this.isMuted);
    this.#part("mute").hidden = !this.isMuted;
  }
}

quietly(() => customElements.define("guided-session", GuidedSession));
