/**
 * Where a session is: one place on its timeline, moved by a clock that never goes back.
 *
 * The clock is handed in with each call, in milliseconds, and only differences of it count. So a
 * tab that slept, a slow device or a long pause comes out exactly where it belongs: moments are
 * crossed one by one, each once, however late the call is.
 */
const MS = 1000;

export class Course {
  constructor(moments, { index = 0, spent = 0, real = [] } = {}) {
    this.moments = moments;
    this.index = index;
    this.spent = spent; // milliseconds into the moment, up to `since`
    this.since = null; // the clock when it was set going; null: it stands
    this.real = real; // milliseconds that each moment took, by its place
  }

  get moment() {
    return this.moments[this.index];
  }

  get isOver() {
    return this.index >= this.moments.length;
  }

  get isRunning() {
    return this.since !== null;
  }

  /** Milliseconds into the moment at the clock `now`. */
  spentAt(now) {
    return this.spent + (this.isRunning ? Math.max(0, now - this.since) : 0);
  }

  leftAt(now) {
    return this.moment.seconds * MS - this.spentAt(now);
  }

  go(now) {
    this.since ??= now;
  }

  stand(now) {
    this.settle(now);
    this.#fix(now);
    this.since = null;
  }

  /** Cross what is over by `now`. Gives the places of the moments that began, in their order. */
  settle(now) {
    const begun = [];
    while (!this.isOver && this.isRunning && this.leftAt(now) <= 0) {
      const over = this.leftAt(now);
      this.#note(this.moment.seconds * MS);
      this.#enter(this.index + 1, -over, now);
      begun.push(this.index);
    }
    return begun;
  }

  /** On to the next moment; what was done of this one counts as it was. */
  skip(now) {
    this.settle(now);
    if (this.isOver) return;
    this.#note(this.spentAt(now));
    this.#enter(this.index + 1, 0, now);
  }

  /** Past all moments of the item that is on. */
  skipItem(now) {
    this.settle(now);
    if (this.isOver) return;
    this.#note(this.spentAt(now));
    const { item } = this.moment;
    const next = this.moments.findIndex((each, at) => at > this.index && each.item !== item);
    this.#enter(next < 0 ? this.moments.length : next, 0, now);
  }

  /** Back by `seconds`, into the moments before if need be. */
  back(seconds, now) {
    this.settle(now);
    let target = this.isOver ? -seconds * MS : this.spentAt(now) - seconds * MS;
    let index = this.index;
    while (target < 0 && index > 0) {
      index -= 1;
      target += this.moments[index].seconds * MS;
    }
    this.real.length = Math.min(this.real.length, index);
    this.#enter(index, Math.max(0, target), now);
  }

  /** Make the moment longer or shorter; never so short that it was over before. */
  extend(seconds, now) {
    this.settle(now);
    if (this.isOver) return;
    const least = Math.ceil(this.spentAt(now) / MS) + 1;
    const wanted = Math.max(least, this.moment.seconds + seconds);
    this.moments[this.index] = { ...this.moment, seconds: wanted };
  }

  /** Put `moments` in place of all that is still to come of the item that is on. */
  replaceItem(moments, now) {
    this.settle(now);
    const { item } = this.moment;
    this.#note(this.spentAt(now));
    const rest = this.moments.slice(this.index + 1).filter((each) => each.item !== item);
    this.moments = [...this.moments.slice(0, this.index + 1), ...moments, ...rest];
    this.#enter(this.index + 1, 0, now);
  }

  toKeep(now) {
    this.settle(now);
    return { moments: this.moments, index: this.index, spent: this.isOver ? 0 : this.spentAt(now), real: this.real };
  }

  #note(ms) {
    this.real[this.index] = Math.round(ms);
  }

  #fix(now) {
    this.spent = this.isOver ? 0 : this.spentAt(now);
  }

  #enter(index, spent, now) {
    this.index = index;
    this.spent = spent;
    if (this.isRunning) this.since = now;
  }
}
