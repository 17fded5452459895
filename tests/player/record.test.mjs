import assert from "node:assert/strict";
import { test } from "node:test";

import { hurtKey, recordOf } from "../../static/js/player/record.js";
import { timelineOf } from "../../static/js/player/timeline.js";
import { bridge, lunge, rest } from "./items.mjs";

const whole = (moments) => moments.map(({ seconds }) => seconds * 1000);
const record = (items, real, more = {}) => {
  const moments = timelineOf(items);
  const given = { items, moments, real: real(moments), programme: "", ...more };
  const { isNothing, fields } = recordOf(given);
  return { isNothing, ...Object.fromEntries(fields) };
};

test("what was done as planned says just that, both sides in one line", () => {
  const found = record([lunge, bridge], whole, { programme: "runner" });
  assert.equal(found.outcome, "done");
  assert.equal(found.programme, "runner");
  assert.equal(found["lines-TOTAL_FORMS"], "2");
  const line = (name) => found[`lines-0-${name}`];
  assert.deepEqual(["exercise", "side", "level", "sets", "reps", "seconds", "outcome"].map(line), [
    "lunge", "both", "start", "2", "2", "20", "done",
  ]);
  assert.deepEqual([found["lines-1-sets"], found["lines-1-reps"], found["lines-1-seconds"]], ["2", "8", "2"]);
});

test("a side that was cut short has a line and numbers of its own", () => {
  const real = (moments) => whole(moments).map((ms, at) => (moments[at].side === "right" ? 0 : ms));
  const found = record([lunge], real);
  assert.equal(found.outcome, "partly");
  assert.deepEqual([found["lines-0-side"], found["lines-0-outcome"]], ["left", "done"]);
  assert.deepEqual([found["lines-1-side"], found["lines-1-outcome"]], ["right", "skipped"]);
});

test("real seconds are kept, and real repetitions", () => {
  const third = (moments) => whole(moments).map((ms) => ms / 3);
  const found = record([rest, bridge], third);
  assert.deepEqual([found["lines-0-seconds"], found["lines-0-outcome"]], ["200", "partly"]);
  assert.deepEqual([found["lines-1-sets"], found["lines-1-reps"]], ["2", "3"]);
});

test("an exercise that hurt is stopped, with its pain and its kind", () => {
  const hurts = { [hurtKey(0, "left")]: { worst: "6", sensation: "sharp" } };
  const real = (moments) => [moments[0].seconds * 1000, 15_000];
  const found = record([lunge], real, { hurts, ended: true });
  assert.equal(found.outcome, "stopped");
  assert.deepEqual([found["lines-0-worst"], found["lines-0-sensation"], found["lines-0-outcome"]], ["6", "sharp", "stopped"]);
});

test("what hurt on one side takes nothing from the other", () => {
  const hurts = { [hurtKey(0, "right")]: { worst: "7", sensation: "" } };
  const real = (moments) => whole(moments).map((ms, at) => (moments[at].side === "right" ? 5_000 : ms));
  const found = record([lunge], real, { hurts });
  assert.deepEqual([found["lines-0-side"], found["lines-0-outcome"], found["lines-0-worst"]], ["left", "done", ""]);
  assert.deepEqual([found["lines-1-side"], found["lines-1-outcome"], found["lines-1-worst"]], ["right", "stopped", "7"]);
});

test("nothing done is nothing kept", () => {
  assert.equal(record([lunge, rest], () => [900]).isNothing, true);
});

test("an exercise that came twice stands once, as its fuller turn", () => {
  const real = (moments) => whole(moments).map((ms, at) => (moments[at].item ? 3_000 : ms));
  const found = record([rest, rest], real);
  assert.equal(found["lines-TOTAL_FORMS"], "1");
  assert.equal(found["lines-0-seconds"], "600");
});
