import assert from "node:assert/strict";
import { test } from "node:test";

import { breathAt, lineAt, numberAt, signsOf } from "../../static/js/player/cues.js";
import { timelineOf } from "../../static/js/player/timeline.js";
import { bridge, lunge, OPTIONS, rest, WORDS } from "./items.mjs";

const signs = (moment, item, given = {}, ends = {}) =>
  signsOf(moment, item, { words: WORDS, options: { ...OPTIONS, ...given }, isLast: false, isItemsLast: false, ...ends });
const first = (item, kind) => timelineOf([item]).find((moment) => moment.kind === kind);
const tones = (list) => list.filter(({ tone }) => tone).map(({ at, tone }) => `${tone} ${at}`);
const said = (list) => list.flatMap(({ say }) => say ?? []);

test("a hold has its start, its half and its end, and a voice that never counts", () => {
  const found = signs(first(lunge, "work"), lunge);
  assert.deepEqual(tones(found), ["start 0", "half 10", "end 20"]);
  assert.deepEqual(said(found), ["Let go", "Half way", "Nearly there"]);
});

test("the other side is said by name, and counted in", () => {
  const found = signs(first(lunge, "switch"), lunge);
  assert.deepEqual(tones(found), ["switch 0", "tick 17", "tick 18", "tick 19"]);
  assert.deepEqual(said(found), ["Change sides. Right side"]);
});

test("how much is said can be less, and the tones stay", () => {
  const ready = first(lunge, "ready");
  assert.deepEqual(said(signs(ready, lunge, { say: "names" })), ["LUNGE. Left side"]);
  assert.deepEqual(said(signs(ready, lunge, { say: "tones" })), []);
  assert.equal(tones(signs(ready, lunge, { say: "tones" })).length, 3);
});

test("quiet is one bell at the very end", () => {
  const work = first(rest, "work");
  assert.deepEqual(signs(work, rest, { quiet: true }), []);
  assert.deepEqual(signs(work, rest, { quiet: true }, { isLast: true }), [{ at: 600, tone: "finish" }]);
});

test("the last moment of an exercise says how to come out of it", () => {
  const found = signs(first(bridge, "work"), bridge, {}, { isItemsLast: true });
  assert.equal(found.at(-1).say, "Come up");
});

test("the breath goes in and out at its own pace, from empty to full", () => {
  const pace = { breathIn: 4, breathOut: 6 };
  assert.deepEqual([0, 4, 10].map((spent) => breathAt(spent, pace)), [
    { isIn: true, fullness: 0 }, { isIn: false, fullness: 1 }, { isIn: true, fullness: 0 },
  ]);
  const soft = tones(signs(first({ ...rest, seconds: 20 }, "work"), rest, { sigh: true }));
  assert.deepEqual(soft.filter((tone) => /^(in|out)/.test(tone)), ["in 0", "out 4", "in 10", "out 14"]);
});

test("the number is seconds, then minutes, and the repetition where it counts", () => {
  const { number, unit } = numberAt({ seconds: 600 }, 0.5);
  assert.deepEqual([number, unit], [10, "minutes"]);
  assert.equal(numberAt({ seconds: 600 }, 590.2).number, 10);
  assert.equal(numberAt({ seconds: 30 }, 29.9).number, 1);
  assert.deepEqual(numberAt({ seconds: 48, reps: 8, cycle: 6 }, 13), { number: 3, of: 8, unit: "reps" });
});

test("one line at a time is read, those of getting ready spread over its seconds", () => {
  const two = { before: [{ say: "a" }, { say: "b" }], during: [] };
  const line = (spent) => lineAt({ kind: "ready", seconds: 20 }, two, spent);
  assert.deepEqual([0, 9.9, 10, 20].map(line), ["a", "a", "b", "b"]);
  assert.equal(lineAt({ kind: "rest", seconds: 20 }, two, 1), "");
});
