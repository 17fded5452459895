import assert from "node:assert/strict";
import { test } from "node:test";

import { repetitionAt, secondsOf, timelineOf } from "../../static/js/player/timeline.js";
import { bridge, kinds, lunge, rest } from "./items.mjs";

test("each set goes over both sides, holds let go in between, and a rest parts the sets", () => {
  const bout = (side) => [`work ${side}`, `change ${side}`, `work ${side}`];
  assert.deepEqual(kinds([lunge]), [
    "ready left", ...bout("left"), "switch right", ...bout("right"), "rest left", ...bout("left"),
    "switch right", ...bout("right"),
  ]);
});

test("repetitions take their own tempo, and a timed set its seconds", () => {
  const work = timelineOf([bridge, rest]).filter(({ kind }) => kind === "work");
  assert.deepEqual(work.map(({ seconds }) => seconds), [48, 48, 600]);
  assert.deepEqual([0, 5.9, 6, 47.9, 48, 60].map((spent) => repetitionAt(work[0], spent)), [1, 1, 2, 8, 8, 8]);
});

test("the work lasts as long as the dose says, whatever lies between", () => {
  for (const [item, seconds] of [[lunge, 2 * 2 * 2 * 20], [bridge, 2 * 8 * 6], [rest, 600]]) {
    const work = timelineOf([item]).filter(({ kind }) => kind === "work");
    assert.equal(secondsOf(work), seconds);
  }
});

test("a rest is never shorter than the exercise asks, and a change of sides never a jump", () => {
  const [between] = timelineOf([bridge]).filter(({ kind }) => kind === "rest");
  assert.equal(between.seconds, 60);
  for (const { seconds } of timelineOf([{ ...lunge, rest: 0 }]).filter(({ kind }) => kind === "switch")) {
    assert.equal(seconds, 12);
  }
});
