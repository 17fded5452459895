// What is played, as one line of moments: pure, so it is tried without a browser.

export const VERSION = 1;
// Seconds. Ours: long enough to lie down or to turn over with a sore back, short enough to wait.
const READY = 8;
const FOR_A_CUE = 5;
const MOST_READY = 30;
const SWITCH = 12;
const CHANGE = 4;

/**
 * The moments of one item: get ready, then each set on each side, with what lies between.
 * A moment is { kind, item, side, set, sets, bout, hold, holds, reps, seconds, cycle }; of kind
 * "ready", "work", "change" (let go between two holds), "switch" (the other side) or "rest".
 */
export function momentsOf(item, place) {
  const moments = [{ ...base(item, place), kind: "ready", side: item.sides[0], seconds: readyFor(item) }];
  const bouts = boutsOf(item);
  bouts.forEach((bout, number) => {
    if (number) moments.push(between(item, place, bouts[number - 1], bout));
    moments.push(...workOf(item, place, { ...bout, bout: number, bouts: bouts.length }));
  });
  return moments;
}

export function timelineOf(items) {
  return items.flatMap(momentsOf);
}

export function secondsOf(moments) {
  return moments.reduce((sum, { seconds }) => sum + seconds, 0);
}

function base(item, place) {
  return { item: place, side: "", set: 1, sets: item.sets, bout: 0, bouts: 1, reps: 0 };
}

function readyFor(item) {
  return Math.min(READY + FOR_A_CUE * item.before.length, MOST_READY);
}

function boutsOf(item) {
  const sets = Array.from({ length: item.sets }, (_, set) => set + 1);
  return sets.flatMap((set) => item.sides.map((side) => ({ set, side })));
}

function between(item, place, last, next) {
  const turns = last.set === next.set && last.side !== next.side;
  const kind = turns ? "switch" : "rest";
  const seconds = turns ? Math.max(SWITCH, item.rest) : Math.max(CHANGE, item.rest);
  return { ...base(item, place), ...next, kind, seconds };
}

function workOf(item, place, bout) {
  const work = { ...base(item, place), ...bout, kind: "work" };
  if (item.kind === "reps") {
    return [{ ...work, reps: item.reps, cycle: item.repSeconds, seconds: item.reps * item.repSeconds }];
  }
  if (item.kind === "time") return [{ ...work, seconds: item.seconds }];
  const holds = Array.from({ length: item.reps }, (_, at) => ({
    ...work, hold: at + 1, holds: item.reps, seconds: item.seconds,
  }));
  const letGo = { ...work, kind: "change", seconds: CHANGE };
  return holds.flatMap((hold, at) => (at ? [{ ...letGo, hold: at + 1, holds: item.reps }, hold] : [hold]));
}

/** Which repetition of a moment is being done `spent` seconds into it, from 1. */
export function repetitionAt(moment, spent) {
  return Math.min(moment.reps, Math.floor(spent / moment.cycle) + 1);
}
