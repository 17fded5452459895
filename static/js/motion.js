/**
 * A drawn movement: fetched once, then drawn at any moment of its loop.
 *
 * `paths`, in which each # is a number of the sample, `values` (the first sample, then
 * differences), `stops` (the sample of each key frame) and times in seconds.
 */
const SVG = "http://www.w3.org/2000/svg";

/** Fetch the movement at `address` into the group `stage`; one loop takes `cycle` seconds, if given. */
export async function loadMotion(address, stage, cycle) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const { paths, values, transform, ...times } = await answer.json();
  return new Motion(stage, { paths, values, transform }, timetable(times, cycle));
}

class Motion {
  constructor(stage, { paths, values, transform }, { ways, length }) {
    this.ways = ways;
    this.length = length; // seconds of one loop
    this.stage = stage;
    this.samples = [];
    for (const by of values) {
      const before = this.samples.at(-1);
      this.samples.push(by.map((change, place) => (before?.[place] ?? 0) + change));
    }
    stage.replaceChildren();
    stage.setAttribute("transform", transform ?? "");
    this.parts = paths.map(({ d, ...given }) => {
      const path = stage.appendChild(document.createElementNS(SVG, "path"));
      for (const name in given) path.setAttribute(name.replace("width", "stroke-width"), given[name]);
      return { path, words: d.split("#") };
    });
  }

  /** Draw the moment `time`, in seconds of one loop. Gives the key frame that is nearest. */
  draw(time) {
    const way = this.ways.find(({ end }) => time < end) ?? this.ways.at(-1);
    const eased = (1 - Math.cos(Math.PI * (1 - (way.end - time) / way.seconds))) / 2;
    const at = way.from + (way.to - way.from) * eased;
    const [one, other] = [this.samples[Math.floor(at)], this.samples[Math.ceil(at)]];
    let place = 0;
    const between = (a, b) => Math.round((a + (b - a) * (at % 1)) * 10) / 10;
    const number = () => between(one[place], other[place++]);
    for (const { path, words } of this.parts) {
      path.setAttribute("d", words.reduce((text, word) => `${text}${number()}${word}`));
    }
    return eased < 0.5 ? way.frame : way.next;
  }

  /** The moment of the loop at which the key frame `frame` rests. */
  restOf(frame) {
    return this.ways.find((way) => way.frame === frame).end;
  }
}

/** One loop: rest and go on from key frame to key frame, and from the last one all the way back. */
function timetable({ stops, seconds, back, holds }, cycle) {
  const own = [seconds, back, holds].flat().reduce((sum, time) => sum + time);
  const pace = cycle ? cycle / own : 1;
  const there = stops.flatMap((_, place) => [[place, place, holds[place]], [place, place + 1, seconds[place]]]);
  const home = stops.map((_, place) => [place, place - 1, back[place - 1]]).reverse();
  let length = 0;
  const ways = [...there.slice(0, -1), ...home.slice(0, -1)].map(([from, to, time]) => {
    length += time * pace;
    return { from: stops[from], to: stops[to], seconds: time * pace, end: length, frame: from, next: to };
  });
  return { ways, length };
}
