/* What hands ask for: the days shown, pointer and wheel, and keys that walk from link to link. */
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
      if (!this.isHeld) this.timer = setTimeout(() => this.settle(), SETTLED_MS);
      this.request();
    }
  }

  /** While a hand holds the time nothing settles, however long it rests. */
  hold() {
    clearTimeout(this.timer);
    this.isHeld = true;
  }

  release() {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.settle();
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

const SLOP = 4;

/** Drag pans, two fingers and Ctrl with the wheel zoom at the pointer; the plain wheel scrolls the page. */
export function listen(element, view, timeAt, perDay) {
  const fingers = new Map();
  let dragged = false;

  element.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      view.zoom(Math.exp(event.deltaY * 0.004), timeAt(event.clientX));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      view.pan((event.deltaX || event.deltaY) / perDay());
    }
  }, { passive: false });

  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest("[data-overview], [role=tooltip]")) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, event.clientX);
  });

  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    if (!dragged && Math.abs(event.clientX - before) < SLOP) return;
    if (!dragged) {
      element.setPointerCapture(event.pointerId);
      view.hold();
    }
    dragged = true;
    const apart = spread(fingers);
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) view.pan((before - event.clientX) / perDay());
    else if (apart > 8 && spread(fingers) > 8) view.zoom(apart / spread(fingers), timeAt(middle(fingers)));
  });

  for (const name of ["pointerup", "pointercancel"]) {
    element.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      if (!fingers.size) view.release();
    });
  }
  // The end of a drag is no click on what lies under it.
  element.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = false;
  }, { capture: true });
  element.addEventListener("dblclick", (event) => {
    if (!event.target.closest("a, [data-overview]")) view.zoom(0.5, timeAt(event.clientX), { settle: true });
  });
}

function spread(fingers) {
  const [a, b] = [...fingers.values()];
  return Math.abs(a - b);
}

function middle(fingers) {
  const [a, b] = [...fingers.values()];
  return (a + b) / 2;
}

/** The links in reading order, with the lane and the place of each. */
export function stopsOf(lanes) {
  return lanes.flatMap((lane, place) => [
    ...lane.bands.map((band) => ({ key: `${lane.slug}/e/${band.slug}`, lane: place, x: band.x, y: lane.y, time: band.begin })),
    ...lane.items.map((item) => ({ key: `d/${item.row.slug}`, lane: place, x: item.dot, y: item.y, time: item.row.begin })),
  ]);
}

/** Where a key leads from a stop; undefined for keys that lead nowhere. */
export function stepFrom(key, stops, here) {
  const place = stops.indexOf(here);
  if (key === "Home") return stops[0];
  if (key === "End") return stops.at(-1);
  if (key === "ArrowLeft" || key === "ArrowRight") return alongLane(stops, here, key === "ArrowRight" ? 1 : -1);
  if (key === "ArrowUp" || key === "ArrowDown") return toRow(stops, here, key === "ArrowDown" ? 1 : -1);
  return place < 0 ? stops[0] : undefined;
}

function alongLane(stops, here, step) {
  const lane = stops.filter((stop) => stop.lane === here.lane).sort((a, b) => a.time - b.time || a.y - b.y);
  return lane[lane.indexOf(here) + step] ?? here;
}

function toRow(stops, here, step) {
  const beyond = stops.filter((stop) => (stop.y - here.y) * step > 4);
  const nearest = Math.min(...beyond.map((stop) => Math.abs(stop.y - here.y)));
  const row = beyond.filter((stop) => Math.abs(stop.y - here.y) === nearest);
  return row.sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0] ?? here;
}
