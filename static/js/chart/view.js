/* Which days are shown: panning and zooming within bounds, and who wants to know. */
const LEAST_DAYS = 20;
const SETTLED_MS = 200;

export class View {
  /** Days `begin` to `end`, kept inside `bounds` ([first, last]); `onChange(moving)` is told of every change. */
  constructor(begin, end, bounds, onChange) {
    Object.assign(this, { begin, end, bounds, onChange });
  }

  get days() {
    return this.end - this.begin;
  }

  /** Show these days; a gesture goes on until none follows for a moment. */
  show(begin, end, { settle = false } = {}) {
    const [low, high] = this.bounds;
    const days = Math.min(high - low, Math.max(LEAST_DAYS, end - begin));
    const from = Math.min(Math.max(low, begin), high - days);
    if (from === this.begin && days === this.days) return;
    Object.assign(this, { begin: from, end: from + days });
    clearTimeout(this.timer);
    if (settle) this.settle();
    else {
      this.timer = setTimeout(() => this.settle(), SETTLED_MS);
      this.request();
    }
  }

  pan(days, options) {
    this.show(this.begin + days, this.end + days, options);
  }

  /** Make the shown time `factor` times as long; the point in time `at` stays where it is. */
  zoom(factor, at = (this.begin + this.end) / 2, options) {
    const [low, high] = this.bounds;
    const days = Math.min(high - low, Math.max(LEAST_DAYS, this.days * factor));
    const begin = at - ((at - this.begin) / this.days) * days;
    this.show(begin, begin + days, options);
  }

  /** Draw at the next frame, however often it is asked for. */
  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.onChange(true);
    });
  }

  settle() {
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    this.onChange(false);
  }
}
