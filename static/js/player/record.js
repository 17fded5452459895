// What was done, in the words of the form of a session: pure, so it is tried without a browser.

const ENOUGH = 0.9; // of the time that was planned counts as all of it: somebody pressed Skip at the end
const BEGUN = 1000; // milliseconds from which on something was done
const HELD = 0.5; // of a hold's seconds from which on it counts as one

/** The key of what hurt before anything was begun. */
export const BEFORE = "before";

/** What is said of pain belongs to one side of one item. */
export const hurtKey = (place, side) => `${place} ${side}`;

/**
 * The fields of the session: { isNothing, fields }, `fields` as [name, value].
 * `hurts` has what was said of pain, by `hurtKey`: { worst, sensation }.
 */
export function recordOf({ items, moments, real, hurts = {}, programme = "", ended = false }) {
  const sides = sidesOf(items, moments, real, hurts);
  const done = sides.filter(({ ms }) => ms >= BEGUN);
  const lines = linesOf(sides);
  const outcome = outcomeOf(lines, ended);
  const minutes = Math.max(1, Math.round(real.reduce((sum, ms) => sum + (ms ?? 0), 0) / 60_000));
  const fields = [
    ["programme", programme],
    ["outcome", outcome],
    ["minutes", String(minutes)],
    ["lines-TOTAL_FORMS", String(lines.length)],
    ["lines-INITIAL_FORMS", String(lines.length)],
    ...lines.flatMap((line, at) => Object.entries(line).map(([name, said]) => [`lines-${at}-${name}`, said])),
  ];
  return { isNothing: !done.length, fields };
}

function sidesOf(items, moments, real, hurts) {
  const found = new Map();
  items.forEach((item, place) => {
    for (const side of item.sides) {
      const bouts = moments
        .map((moment, at) => ({ moment, ms: real[at] ?? 0 }))
        .filter(({ moment }) => moment.kind === "work" && moment.item === place && moment.side === side);
      const ms = bouts.reduce((sum, bout) => sum + bout.ms, 0);
      const key = `${item.slug} ${side}`;
      // One exercise can come twice, once as the gentler way of another: the fuller one is kept.
      if (!(found.get(key)?.ms >= ms)) found.set(key, { item, side, ms, bouts, hurt: hurts[hurtKey(place, side)] });
    }
  });
  return [...found.values()];
}

function linesOf(sides) {
  const lines = [];
  for (const each of sides) {
    const line = lineOf(each);
    const twin = lines.find((other) => other.side && line.side && isTwin(other, line));
    if (twin) twin.side = "both";
    else lines.push(line);
  }
  return lines;
}

function isTwin(one, other) {
  const alike = (name) => name === "side" || one[name] === other[name];
  return one.side !== "both" && Object.keys(one).every(alike);
}

function lineOf({ item, side, ms, bouts, hurt }) {
  const line = { exercise: item.slug, side, level: item.level };
  const worst = hurt?.worst ?? "";
  const said = { outcome: "", worst, sensation: hurt?.sensation ?? "" };
  if (ms < BEGUN) return { ...line, ...planned(item), ...said, outcome: hurt ? "stopped" : "skipped" };
  const amount = amountOf(item, bouts);
  const outcome = hurt ? "stopped" : isAll(item, ms) ? "done" : "partly";
  return { ...line, ...amount, ...said, outcome };
}

function planned({ sets, reps, seconds }) {
  return { sets: String(sets), reps: String(reps), seconds: String(seconds) };
}

function secondsPlanned(item) {
  const once = { time: item.seconds, hold: item.reps * item.seconds, reps: item.reps * item.repSeconds };
  return item.sets * once[item.kind];
}

function isAll(item, ms) {
  return ms >= ENOUGH * 1000 * secondsPlanned(item);
}

/** Sets, repetitions and seconds as they were. Of what was cut short, its own numbers. */
function amountOf(item, bouts) {
  const begun = bouts.filter(({ ms }) => ms >= BEGUN);
  if (item.kind === "reps") return repetitionsOf(item, begun);
  if (item.kind === "time") {
    const mean = begun.reduce((sum, { ms }) => sum + ms, 0) / begun.length;
    return planned({ sets: begun.length, reps: item.reps, seconds: Math.round(mean / 1000) });
  }
  return holdsOf(item, begun);
}

function repetitionsOf(item, begun) {
  const counts = begun.map(({ ms }) => Math.max(1, Math.round(ms / 1000 / item.repSeconds)));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return planned({ sets: counts.length, reps: Math.round(mean), seconds: item.seconds });
}

function holdsOf(item, begun) {
  const held = begun.filter(({ moment, ms }) => ms >= HELD * 1000 * moment.seconds);
  const counted = held.length ? held : begun;
  const mean = counted.reduce((sum, { ms }) => sum + ms, 0) / counted.length;
  const seconds = Math.round(mean / 1000);
  if (counted.length === item.sets * item.reps) return planned({ ...item, seconds });
  return planned({ sets: 1, reps: counted.length, seconds });
}

function outcomeOf(lines, ended) {
  const outcomes = new Set(lines.map(({ outcome }) => outcome));
  if (outcomes.has("stopped") && ended) return "stopped";
  const isWhole = outcomes.size === 1 && outcomes.has("done");
  return isWhole && !ended ? "done" : "partly";
}
