/* What hands ask for, and are told: the days shown, pointer and wheel, keys from link to link, the popover. */
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
const DELAY_MS = 150;

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

  const letGo = ({ pointerId }) => {
    fingers.delete(pointerId);
    if (fingers.size) return;
    view.release();
    // The click that ends a drag comes before this.
    setTimeout(() => (dragged = false));
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest("[data-overview], [role=tooltip]")) return;
    fingers.set(event.pointerId, event.clientX);
    if (dragged) element.setPointerCapture(event.pointerId);
  });

  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    if (!event.buttons) return letGo(event);
    if (!dragged && Math.abs(event.clientX - before) < SLOP) return;
    if (!dragged) {
      for (const finger of fingers.keys()) element.setPointerCapture(finger);
      view.hold();
    }
    dragged = true;
    const apart = spread(fingers);
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) view.pan((before - event.clientX) / perDay());
    else if (apart > 8 && spread(fingers) > 8) view.zoom(apart / spread(fingers), timeAt(middle(fingers)));
  });

  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) element.addEventListener(name, letGo);
  // The end of a drag is no click on what lies under it; and no link is carried away.
  element.addEventListener("click", (event) => dragged && event.preventDefault(), { capture: true });
  element.addEventListener("dragstart", (event) => event.preventDefault());
  element.addEventListener("dblclick", (event) => {
    if (!event.target.closest("a, [data-overview], [role=tooltip]")) view.zoom(0.5, timeAt(event.clientX), { settle: true });
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
    ...(lane.href ? [{ key: `${lane.slug}/name`, lane: place, x: 0, y: lane.y, time: -Infinity }] : []),
    ...lane.bands.map((band) => ({ key: `${lane.slug}/e/${band.slug}`, lane: place, x: band.x, y: lane.y, time: band.begin })),
    ...lane.items.map((item) => ({ key: `d/${item.row.slug}`, lane: place, x: item.dot, y: item.y, time: item.row.begin })),
  ]);
}

/** Where a key leads from a stop; undefined for keys that lead nowhere. */
export function stepFrom(key, stops, here) {
  if (key === "Home") return stops[0];
  if (key === "End") return stops.at(-1);
  if (key === "ArrowLeft" || key === "ArrowRight") return alongLane(stops, here, key === "ArrowRight" ? 1 : -1);
  if (key === "ArrowUp" || key === "ArrowDown") return toRow(stops, here, key === "ArrowDown" ? 1 : -1);
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

/** What is known of the item under the pointer or in focus; it stays while it is pointed at, Escape ends it. */
export class Popover {
  constructor(element, keep) {
    this.host = element;
    this.keep = keep;
    this.told = new Map();
    this.box = document.createElement("div");
    Object.assign(this.box, { className: "popover", id: "chart-popover", role: "tooltip", hidden: true });
    element.append(this.box);
    this.listen();
  }

  listen() {
    const link = (event) => event.target.closest?.("a[data-key]");
    this.host.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch" || event.buttons) return;
      const found = link(event);
      if (this.box.contains(event.target)) clearTimeout(this.timer);
      else if (found) this.after(() => this.show(found));
      else this.after(() => this.leave());
    });
    this.host.addEventListener("pointerleave", () => this.after(() => this.leave()));
    this.host.addEventListener("focusin", (event) => {
      if (link(event)?.matches(":focus-visible")) this.show(link(event));
    });
    this.host.addEventListener("focusout", () => this.after(() => this.hide()));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  /** What is in focus keeps its box when the pointer wanders off. */
  leave() {
    if (this.link !== document.activeElement) this.hide();
  }

  after(work) {
    clearTimeout(this.timer);
    this.timer = setTimeout(work, DELAY_MS);
  }

  async show(link) {
    this.hide();
    this.link = link;
    const path = link.getAttribute("href").replace(/\?.*/, "");
    const brief = path.startsWith("/d/") ? await this.read(`${path}brief/${this.keep}`) : null;
    if (this.link !== link || !link.isConnected) return;
    this.box.innerHTML = brief ?? "";
    if (brief === null) this.box.textContent = link.getAttribute("aria-label");
    this.box.hidden = false;
    link.setAttribute("aria-describedby", this.box.id);
    this.place(link.getBoundingClientRect());
  }

  /** The server tells it in full sentences; where it does not answer, the link's own sentence serves. */
  async read(address) {
    if (this.told.has(address)) return this.told.get(address);
    try {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      this.told.set(address, await answer.text());
      return this.told.get(address);
    } catch {
      return null;
    }
  }

  /** Below the item, above it where the window ends; never over it, never wider than the chart. */
  place(item) {
    const host = this.host.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = Math.max(8, Math.min(host.width - width - 8, Math.max(item.left, host.left) - host.left + 20));
    const above = item.bottom + height + 12 > innerHeight && item.top - height - 12 > 0;
    Object.assign(this.box.style, {
      left: `${left}px`,
      top: `${(above ? item.top - height - 6 : item.bottom + 6) - host.top}px`,
    });
  }

  hide() {
    clearTimeout(this.timer);
    this.link?.removeAttribute("aria-describedby");
    this.link = undefined;
    this.box.hidden = true;
  }
}
