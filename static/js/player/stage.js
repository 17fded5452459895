/** What is seen of a session while it runs. It is told where the session is, and draws that. */
import { loadMotion } from "../motion.js";
import { breathAt, lineAt, numberAt, sideWords } from "./cues.js";

const SVG = "http://www.w3.org/2000/svg";
const GAP = 6;
const TWEEN = 2; // seconds in which a figure goes over into the position that is held

export class Stage {
  constructor(element, words) {
    const part = (name) => element.querySelector(`[data-${name}]`);
    const names = ["bar", "name", "count", "side", "still", "moving", "stage", "ring", "breath", "number", "unit", "line", "live"];
    this.parts = Object.fromEntries(names.map((name) => [name, part(name)]));
    this.element = element;
    this.words = words;
    this.motions = new Map();
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** Show the moment that began. */
  begin(moment, item, next, placeWords) {
    const { words } = this;
    this.element.dataset.kind = moment.kind;
    this.#write("name", moment.kind === "rest" ? words.rest : item.name);
    this.#write("count", [placeWords, countOf(moment, words)].filter(Boolean).join(" · "));
    const now = { ready: words.ready, switch: words.switch }[moment.kind];
    this.#write("side", [now, sideWords(moment.side, words)].filter(Boolean).join(" · "));
    this.parts.side.hidden = !this.parts.side.textContent;
    this.#write("live", [titleOf(moment, item, words), sideWords(moment.side, words)].filter(Boolean).join(". "));
    this.nextWords = next ? words.next.replace("NAME", next.name) : "";
    this.#figure(["rest"].includes(moment.kind) && next ? next : item, moment.side);
  }

  /** Draw the second `spent` of a moment. */
  draw(moment, item, spent, options) {
    const { number, of, unit } = numberAt(moment, spent);
    this.#write("number", String(number));
    this.#write("unit", this.#unitWords(moment, spent, { number, of, unit }, options));
    this.parts.ring.setAttribute("stroke-dasharray", `${Math.round(1000 * (1 - spent / moment.seconds))} 1000`);
    this.#write("line", lineAt(moment, item, spent) || this.#betweenWords(moment));
    this.#breathe(moment, item, spent, options);
    this.#move(moment, item, spent);
  }

  /** How far the session is, a piece for each item. */
  progress(items, place, part) {
    const { bar } = this.parts;
    const width = (600 - GAP * (items.length - 1)) / items.length;
    if (bar.childElementCount !== 2 * items.length) {
      const lefts = items.map((_, at) => at * (width + GAP));
      bar.replaceChildren(...lefts.flatMap((x) => [rectangle(x, width, 0.25), rectangle(x, 0, 1)]));
    }
    items.forEach((_, at) => {
      const done = at < place ? 1 : at > place ? 0 : part;
      bar.children[2 * at + 1].setAttribute("width", Math.round(width * done));
    });
  }

  #write(name, text) {
    if (this.parts[name].textContent !== text) this.parts[name].textContent = text;
  }

  #unitWords(moment, spent, { number, of, unit }, options) {
    const { words } = this;
    if (this.element.dataset.state === "standing") return words.paused;
    if (unit === "reps") return words.of.replace("TOTAL", of);
    if (this.#isPaced(moment, options)) {
      const breath = words[breathAt(spent, options).isIn ? "in" : "out"];
      return unit === "minutes" ? `${words.min} · ${breath}` : breath;
    }
    return words[unit];
  }

  #betweenWords({ kind }) {
    if (kind === "rest") return this.nextWords || this.words.heavy;
    return kind === "change" ? this.words.again : "";
  }

  #isPaced({ kind }, { breath, quiet }) {
    return kind === "work" && this.paced && breath && !quiet;
  }

  #breathe(moment, item, spent, options) {
    const { breath } = this.parts;
    this.paced = item.paced;
    breath.toggleAttribute("hidden", !this.#isPaced(moment, options));
    const { fullness } = breathAt(spent, options);
    breath.setAttribute("r", this.calm.matches ? 84 : Math.round(10 * (66 + 26 * fullness)) / 10);
  }

  #figure({ drawing, slug }, side) {
    const { still, moving } = this.parts;
    const isLeft = side === "left";
    still.hidden = !drawing;
    moving.toggleAttribute("hidden", true);
    this.drawn = undefined;
    if (!drawing) return;
    if (still.getAttribute("src") !== drawing.still) still.src = drawing.still;
    still.classList.toggle("is-mirrored", isLeft);
    const address = isLeft ? drawing.motionLeft : drawing.motion;
    if (!address || this.calm.matches) return;
    this.wanted = `${slug} ${side}`;
    this.#fetch(address, this.wanted, drawing);
  }

  async #fetch(address, wanted, drawing) {
    const group = document.createElementNS(SVG, "g");
    try {
      if (!this.motions.has(address)) this.motions.set(address, await loadMotion(address, group));
    } catch {
      return; // the still picture stays
    }
    if (this.wanted !== wanted) return;
    const motion = this.motions.get(address);
    const { still, moving, stage } = this.parts;
    stage.replaceChildren(motion.stage);
    moving.setAttribute("class", drawing.classes);
    this.drawn = { motion, frame: drawing.frame };
    still.hidden = true;
    moving.removeAttribute("hidden");
  }

  #move(moment, item, spent) {
    if (!this.drawn) return;
    const { motion, frame } = this.drawn;
    const isHeld = moment.kind === "work" && item.kind === "hold";
    const rest = motion.restOf(frame);
    if (isHeld) return motion.draw(Math.min(rest, Math.max(0, rest - TWEEN + spent)));
    const pace = moment.cycle ? motion.length / moment.cycle : 1;
    motion.draw((spent * pace) % motion.length);
  }
}

/** Which round, and which hold of it, where there are several. */
function countOf({ kind, set, sets, hold, holds }, words) {
  if (kind === "rest") return "";
  const counted = [[words.round, set, sets], [words.hold, hold, holds]].filter(([, , total]) => total > 1);
  const texts = counted.map(([text, number, total]) => text.replace("NUMBER", number).replace("TOTAL", total));
  return texts.join(" · ");
}

function titleOf(moment, item, words) {
  const titles = { ready: `${words.ready}: ${item.name}`, switch: words.switch, rest: words.rest, change: words.again };
  return titles[moment.kind] ?? item.name;
}

function rectangle(x, width, opacity) {
  const piece = document.createElementNS(SVG, "rect");
  const all = { x, width, height: 8, rx: 4, fill: "currentColor", opacity };
  for (const [name, value] of Object.entries(all)) piece.setAttribute(name, value);
  return piece;
}
