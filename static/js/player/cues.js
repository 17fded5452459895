// What is heard and read at which second of a moment: pure, so it is tried without a browser.
import { repetitionAt } from "./timeline.js";

export const ALL = "all";
export const NAMES = "names";
export const TONES = "tones";

const COUNT_IN = [3, 2, 1]; // seconds before the work begins
const CUE_EVERY = 12; // seconds between two cues; a voice that never stops is not heard
const HALF_FROM = 20; // seconds of a hold from which half of it is worth a sign
const SOON = 5; // seconds before the end
const QUIET_END = "finish";

/**
 * The signs of a moment as { at, tone } or { at, say }, `at` in seconds. `isLast`: nothing comes
 * after it. `options`: `say` (how much is said) and `quiet` (a bell at the very end, no more).
 */
export function signsOf(moment, item, { words, options, isLast, isItemsLast }) {
  const signs = [...SIGNS[moment.kind](moment, item, words, options.say), ...breaths(moment, item, options)];
  const end = [{ at: moment.seconds, tone: isLast ? QUIET_END : "end" }];
  if (options.quiet) return isLast ? end : [];
  if (moment.kind !== "work") return signs;
  const after = isItemsLast && options.say === ALL ? item.after : [];
  return [...signs, ...end, ...after.map(({ say }) => ({ at: moment.seconds, say }))];
}

const SIGNS = {
  ready: (moment, item, words, how) => [
    { at: 0, say: spoken(how, NAMES, [item.name, sideWords(moment.side, words)]) },
    ...item.before.map(({ say }, at) => ({ at: 3 + 5 * at, say: spoken(how, ALL, [say]) })),
    ...countIn(moment),
  ].filter(isHeard(moment)),
  work: (moment, item, words, how) => [
    { at: 0, tone: "start" },
    ...cuesWithin(moment, item).map((cue) => ({ ...cue, say: spoken(how, ALL, [cue.say]) })),
    ...halfAndSoon(moment, words, how),
  ].filter(isHeard(moment)),
  change: (moment, _item, words, how) => [
    { at: 0.5, say: spoken(how, NAMES, [words.again]) },
  ].filter(isHeard(moment)),
  switch: (moment, _item, words, how) => [
    { at: 0, tone: "switch" },
    { at: 0.6, say: spoken(how, NAMES, [words.switch, sideWords(moment.side, words)]) },
    ...countIn(moment),
  ].filter(isHeard(moment)),
  rest: (moment, _item, words, how) => [
    { at: 0.6, say: spoken(how, NAMES, [words.rest, sideWords(moment.side, words)]) },
    ...countIn(moment),
  ].filter(isHeard(moment)),
};

function spoken(how, least, texts) {
  const isSaid = how === ALL || (how === NAMES && least === NAMES);
  return isSaid ? texts.filter(Boolean).join(". ") : "";
}

function isHeard(moment) {
  return ({ at, tone, say }) => at < moment.seconds && Boolean(tone || say);
}

function countIn({ seconds }) {
  return COUNT_IN.map((left) => ({ at: seconds - left, tone: "tick" }));
}

function halfAndSoon({ seconds, reps }, words, how) {
  if (reps || seconds < HALF_FROM) return [];
  return [
    { at: seconds / 2, tone: "half" },
    { at: seconds / 2 + 0.5, say: spoken(how, ALL, [words.half]) },
    { at: seconds - SOON, say: spoken(how, ALL, [words.soon]) },
  ];
}

/** A soft sound with each breath in and out, for those who want to be breathed along. */
function breaths({ kind, seconds }, { paced }, { breath, sigh, breathIn, breathOut }) {
  if (kind !== "work" || !paced || !breath || !sigh) return [];
  const whole = breathIn + breathOut;
  const turns = Array.from({ length: Math.floor(seconds / whole) }, (_, turn) => turn * whole);
  return turns.flatMap((at) => [
    { at, tone: "in", long: breathIn },
    { at: at + breathIn, tone: "out", long: breathOut },
  ]);
}

/** Each cue of the exercise once, spread over the moment. */
function cuesWithin({ seconds }, { during }) {
  const fitting = during.filter((_, at) => 2 + CUE_EVERY * at < seconds - SOON || !at);
  return fitting.map(({ say }, at) => ({ at: 1.5 + CUE_EVERY * at, say }));
}

export function sideWords(side, words) {
  return side ? words[side] : "";
}

/** The one line that is read `spent` seconds into a moment: its steps in turn. */
export function lineAt(moment, item, spent) {
  const lines = moment.kind === "ready" ? item.before : item.during;
  if (!lines.length || !["ready", "work"].includes(moment.kind)) return "";
  const every = moment.kind === "ready" ? moment.seconds / lines.length : CUE_EVERY;
  const turn = Math.floor(spent / every);
  return lines[moment.kind === "ready" ? Math.min(turn, lines.length - 1) : turn % lines.length].say;
}

/** Breathing `spent` seconds into a moment: in or out, and how full the chest is, 0 to 1. */
export function breathAt(spent, { breathIn, breathOut }) {
  const within = spent % (breathIn + breathOut);
  const isIn = within < breathIn;
  const part = isIn ? within / breathIn : 1 - (within - breathIn) / breathOut;
  return { isIn, fullness: (1 - Math.cos(Math.PI * part)) / 2 };
}

/** The big number: seconds left, minutes while there are many, or the repetition. */
export function numberAt(moment, spent) {
  const left = Math.max(0, Math.ceil(moment.seconds - spent - 0.001));
  if (moment.reps) return { number: repetitionAt(moment, spent), of: moment.reps, unit: "reps" };
  if (left < 100) return { number: left, unit: "seconds" };
  return { number: Math.ceil(left / 60), unit: "minutes" };
}
