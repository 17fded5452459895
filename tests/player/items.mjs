// Items as the server tells them (exercises/rules/playing.py), and sessions made of them.
import { timelineOf } from "../../static/js/player/timeline.js";

const BASE = {
  level: "start", sides: [""], sets: 1, reps: 1, seconds: 30, repSeconds: 0, rest: 20, paced: false,
  before: [{ text: "Lie down", say: "Lie down" }], during: [{ text: "Let go", say: "Let go" }],
  after: [{ text: "Come up", say: "Come up" }], gentler: null, harder: null, drawing: null,
};

export const item = (slug, given) => ({ ...BASE, slug, name: slug.toUpperCase(), ...given });
export const lunge = item("lunge", { kind: "hold", sides: ["left", "right"], sets: 2, reps: 2, seconds: 20 });
export const bridge = item("bridge", { kind: "reps", sets: 2, reps: 8, repSeconds: 6, seconds: 2, rest: 60 });
export const rest = item("rest", { kind: "time", seconds: 600, rest: 0, paced: true });
export const WORDS = {
  left: "Left side", right: "Right side", switch: "Change sides", rest: "Rest", again: "Again",
  half: "Half way", soon: "Nearly there",
};
export const OPTIONS = { say: "all", quiet: false, breath: true, sigh: false, breathIn: 4, breathOut: 6 };

/** `count` of `kind` along the moments, as "kind side". */
export const kinds = (items) => timelineOf(items).map(({ kind, side }) => `${kind} ${side}`.trim());
