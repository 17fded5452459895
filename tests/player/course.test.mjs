import assert from "node:assert/strict";
import { test } from "node:test";

import { Course } from "../../static/js/player/course.js";
import { momentsOf, timelineOf } from "../../static/js/player/timeline.js";
import { bridge, item, lunge, rest } from "./items.mjs";

const three = () => ["a", "b", "c"].map((slug, place) => ({ kind: "work", item: place, side: "", seconds: 10, slug }));

test("however rarely it is asked, it is where the clock says, and each moment begins once", () => {
  const often = new Course(timelineOf([lunge, bridge]));
  const rarely = new Course(timelineOf([lunge, bridge]));
  often.go(0);
  rarely.go(0);
  const begun = [];
  for (let now = 0; now <= 200_000; now += 7) begun.push(...often.settle(now));
  assert.deepEqual(rarely.settle(200_000), begun);
  assert.deepEqual(begun, [...begun.keys()].map((place) => place + 1));
  assert.equal(rarely.index, often.index);
  assert.ok(Math.abs(rarely.spentAt(200_000) - often.spentAt(200_000)) < 1e-6);
});

test("a long pause moves nothing", () => {
  const course = new Course(three());
  course.go(0);
  course.stand(4_000);
  assert.equal(course.spentAt(9_000_000), 4_000);
  course.go(9_000_000);
  assert.deepEqual(course.settle(9_005_999), []);
  assert.deepEqual(course.settle(9_006_000), [1]);
});

test("it goes on exactly where it was kept", () => {
  const course = new Course(three());
  course.go(0);
  const kept = JSON.parse(JSON.stringify(course.toKeep(13_500)));
  const again = new Course(kept.moments, kept);
  assert.deepEqual([again.index, again.spentAt(99_999), again.real], [1, 3_500, [10_000]]);
});

test("back crosses moments, and forgets what is done once more", () => {
  const course = new Course(three());
  course.go(0);
  course.settle(21_000);
  course.back(15, 21_000);
  assert.deepEqual([course.index, course.spentAt(21_000), course.real], [0, 6_000, []]);
  course.back(15, 21_000);
  assert.deepEqual([course.index, course.spentAt(21_000)], [0, 0]);
});

test("what is skipped counts as long as it was done", () => {
  const course = new Course(three());
  course.go(0);
  course.skip(2_500);
  assert.deepEqual([course.index, course.real], [1, [2_500]]);
  course.skipItem(4_500);
  course.skipItem(4_600);
  assert.deepEqual([course.isOver, course.real], [true, [2_500, 2_000, 100]]);
  course.skip(5_000);
  assert.ok(course.isOver);
});

test("a moment can be made longer, and never shorter than it has been already", () => {
  const course = new Course(three());
  course.go(0);
  course.extend(10, 5_000);
  assert.equal(course.leftAt(5_000), 15_000);
  course.extend(-60, 5_000);
  assert.equal(course.leftAt(5_000), 1_000);
});

test("a gentler exercise takes the place of what was still to come of its item alone", () => {
  const course = new Course(timelineOf([lunge, rest]));
  course.go(0);
  course.settle(15_000);
  const gentler = item("tuck", { kind: "time", seconds: 40 });
  course.replaceItem(momentsOf(gentler, 2), 15_000);
  assert.deepEqual(course.moments.map((moment) => moment.item), [0, 0, 2, 2, 1, 1]);
  assert.equal(course.moment.kind, "ready");
  assert.deepEqual(course.real, [13_000, 2_000]);
});
