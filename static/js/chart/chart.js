/* The interactive chart: its data read from the API; view, drawing and input put together. */
import { Scale, dayOf, dayText, isoOf } from "./time.js";
import { Drawer, made } from "./draw.js";
import { Popover, View, listen, stepFrom, stopsOf } from "./input.js";
import { layout } from "./geometry.js";
import { Overview } from "./overview.js";

const YEAR = 366;
const ZOOM = 1.3;
// Nobody reads on while the next gesture may follow.
const REST_MS = 300;

export class Chart {
  /** Takes over the server's drawing in `host`; `onSettle` is told after every change of the days shown. */
  constructor(host, onSettle) {
    const { source, first, last, asOf, keep, since } = host.dataset;
    Object.assign(this, { host, onSettle, keep, asOf: dayOf(asOf), data: new Data(source), lanes: [], readAt: new Date() });
    this.added = since ? `Added since ${dayText(dayOf(since))}.` : "";
    this.initial = [dayOf(first), dayOf(last) + 1];
    this.status = Object.assign(document.createElement("p"), { className: "chart__status", role: "status" });
    host.after(this.status);
  }

  async start(chosen) {
    const [begin, end] = this.initial;
    if (!(await this.read(begin, end))) return false;
    performance.mark("chart:data");
    this.chosen = chosen;
    this.view = new View(begin, end, this.bounds(), (moving) => this.draw(moving));
    this.mount();
    this.draw(false, { quiet: true });
    performance.mark("chart:drawn");
    return true;
  }

  /** From the first day recorded to a little beyond the last one promised, at most some years ahead. */
  bounds() {
    const [begin, end] = this.initial;
    const first = this.data.firstDay ? dayOf(this.data.firstDay) : begin;
    const last = this.lanes.flatMap((lane) => lane.rows).reduce((day, row) => Math.max(day, row.end), this.asOf);
    return [Math.min(begin, first - 60), Math.max(end, Math.min(last, this.asOf + 5 * YEAR) + 60)];
  }

  mount() {
    const { host } = this;
    const plain = host.querySelector("svg");
    const svg = made("svg");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", plain.getAttribute("aria-label"));
    this.drawer = new Drawer(svg);
    plain.replaceWith(svg);
    host.classList.add("chart--live");
    this.svg = svg;
    this.overview = new Overview(host, this.view);
    this.popover = new Popover(host, this.keep);
    this.listen();
  }

  listen() {
    const { host } = this;
    const timeAt = (clientX) => this.scale.timeAt(clientX - host.getBoundingClientRect().left);
    listen(host, this.view, timeAt, () => this.scale.perDay);
    host.addEventListener("keydown", (event) => this.onKey(event));
    host.addEventListener("focusin", (event) => event.target.dataset.key && this.stand(event.target.dataset.key));
    new ResizeObserver(() => this.width !== host.clientWidth && this.draw(false, { quiet: true })).observe(host);
  }

  draw(moving, { quiet = false } = {}) {
    const { host, view, lanes } = this;
    this.width = host.clientWidth;
    if (!this.width) return;
    this.scale = new Scale(view.begin, view.end, this.width < 700 ? 92 : 150, this.width);
    const height = layout(lanes, this.scale, moving);
    lanes.forEach((lane) => (lane.tellsScale = lane === lanes.find((each) => each.isRidge)));
    this.drawer.draw(lanes, this.scale, { ...this, height });
    this.overview.draw(lanes, this.scale.left, this.width, this.asOf);
    if (moving) this.popover.hide();
    else if (!this.view.isHeld) this.settled(quiet);
  }

  async readMore(begin, end) {
    if (await this.read(begin, end)) this.redraw();
  }

  /** With the data at hand; in the middle of a drag as one more of its frames. */
  redraw() {
    this.draw(Boolean(this.view.isHeld), { quiet: true });
  }

  settled(quiet) {
    this.stops = stopsOf(this.lanes);
    for (const legend of document.querySelectorAll("[data-legend]")) {
      legend.hidden = !this.lanes.some((lane) => lane.isRidge === (legend.dataset.legend === "ridges"));
    }
    const here = this.stops.find((stop) => stop.key === this.here) ?? this.stops.find((stop) => stop.key === `d/${this.chosen}`);
    this.stand((here ?? this.stops[0])?.key);
    if (quiet) return;
    const { begin, end } = this.view;
    const drawn = this.lanes.reduce((sum, lane) => sum + lane.items.length, 0);
    const ridges = this.lanes.some((lane) => lane.isRidge) ? ", the rest as counts a month" : "";
    const last = Math.ceil(end) - 1;
    this.tell(`${dayText(begin)} to ${dayText(last)}: ${drawn} drawn one by one${ridges}.`);
    // In a task of its own: the frame that ends a drag has enough to do.
    setTimeout(() => this.onSettle(isoOf(begin), isoOf(last)));
    clearTimeout(this.wanting);
    if (!this.data.holds(begin, end)) this.wanting = setTimeout(() => this.readMore(begin, end), REST_MS);
  }

  /** Make one link the tab stop; without any link the chart itself takes the keys. */
  stand(key) {
    if (key !== this.here) this.drawer.links.get(this.here)?.setAttribute("tabindex", -1);
    this.drawer.links.get(key)?.setAttribute("tabindex", 0);
    this.here = key;
    if (this.host.tabIndex !== (key ? -1 : 0)) this.host.tabIndex = key ? -1 : 0;
  }

  /** Read what is drawn; false when it failed, and then why is told beside what is still shown. */
  async read(begin, end) {
    this.host.classList.add("chart--reading");
    try {
      await this.data.read(begin, end, this.day);
    } catch (error) {
      // What was asked for anew meanwhile is still being read.
      if (error.name === "AbortError") return false;
      this.host.classList.remove("chart--reading");
      this.fail(error, () => this.read(begin, end));
      return false;
    }
    this.host.classList.remove("chart--reading");
    this.lanes = this.data.lanes;
    this.readAt = new Date();
    if (this.view) this.view.bounds = this.bounds();
    this.find(this.sought ?? "");
    return true;
  }

  fail(error, again) {
    const element = (tag, properties) => Object.assign(document.createElement(tag), properties);
    const button = element("button", { className: "button", type: "button", textContent: "Try again" });
    button.addEventListener("click", async () => (await again()) && (this.view ? this.draw(false) : location.reload()));
    const list = element("a", { href: "#list", textContent: "Read as list" });
    const age = this.readAt.toTimeString().slice(0, 5);
    this.status.replaceChildren(`The timeline could not be read: ${error.message}. What is drawn is from ${age}. `, button, " ", list);
  }

  tell(words) {
    this.status.textContent = words;
  }

  /** The record as known on another day, in the same view. */
  async travel(day) {
    this.day = day;
    if (!(await this.read(this.view.begin, this.view.end))) return;
    this.asOf = dayOf(day);
    const keep = new URLSearchParams(this.host.dataset.keep);
    keep.set("as_of", day);
    this.keep = this.popover.keep = `?${keep}`;
    this.redraw();
  }

  /** Dim whatever is not called so; how many in view are. */
  find(words) {
    this.sought = words.trim().toLocaleLowerCase();
    for (const row of this.lanes.flatMap((lane) => lane.rows)) {
      row.isDim = !row.label.toLocaleLowerCase().includes(this.sought);
      row.isChosen = row.slug === this.chosen;
    }
    return this.lanes.flatMap((lane) => lane.items ?? []).filter((item) => !item.row.isDim).length;
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.popover.hide();
    else if (document.documentElement.dataset.keys === "off" && event.key.length === 1) return;
    else if (this.act(event.key) || this.step(event.key)) event.preventDefault();
  }

  /** Do what a key or button asks of the view; false for what asks nothing of it. */
  act(key) {
    const { view } = this;
    const now = { settle: true };
    const zoom = (factor) => () => view.zoom(factor, undefined, now);
    const acts = {
      "+": zoom(1 / ZOOM),
      "=": zoom(1 / ZOOM),
      "-": zoom(ZOOM),
      0: () => view.show(...view.bounds, now),
      "[": () => view.pan(-view.days / 5, now),
      "]": () => view.pan(view.days / 5, now),
      t: () => view.show(this.asOf - view.days * 0.72, this.asOf + view.days * 0.28, now),
    };
    acts[key]?.();
    return key in acts;
  }

  step(key) {
    const here = this.stops.find((stop) => stop.key === this.here);
    const next = here && stepFrom(key, this.stops, here);
    if (!next) return false;
    if (next === here && key.startsWith("Arrow")) this.follow(here, key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0);
    this.drawer.links.get(this.here === here.key ? next.key : this.here)?.focus();
    return true;
  }

  /** Beyond the last item in view: move the view to the next one of the lane. */
  follow(here, step) {
    const { begin, end, days } = this.view;
    const beyond = this.lanes[here.lane].rows.filter((row) => (step > 0 ? row.begin >= end : step < 0 && row.end <= begin));
    const next = beyond.sort((a, b) => step * (a.begin - b.begin))[0];
    if (!next) return;
    const middle = (next.begin + next.end) / 2;
    const before = this.here;
    this.here = `d/${next.slug}`;
    this.view.show(middle - days / 2, middle + days / 2, { settle: true });
    if (!this.drawer.links.has(this.here)) this.stand(before);
  }
}

/** What is drawn: everything at once where it is little, else the days around those shown. */
class Data {
  constructor(source) {
    this.source = source;
    this.covered = [Infinity, -Infinity];
  }

  /** Whether these days are at hand. */
  holds(begin, end) {
    return this.isWhole || (this.covered[0] <= begin && this.covered[1] >= end);
  }

  /** Read the days and as many around; with `asOf` as known on that day. Throws what `failure` explains. */
  async read(begin, end, asOf) {
    const around = end - begin;
    const url = new URL(this.source, location.href);
    url.searchParams.set("from", isoOf(Math.max(-25000, begin - around)));
    url.searchParams.set("to", isoOf(Math.min(80000, end + around)));
    if (asOf) url.searchParams.set("as_of", asOf);
    this.asked?.abort();
    this.asked = new AbortController();
    const answer = await fetch(url, { signal: this.asked.signal });
    if (!answer.ok) throw await failure(answer);
    const { data } = await answer.json();
    this.take(data, [begin - around, end + around]);
  }

  take({ lanes, columns, rows, is_whole: isWhole, first_day: firstDay }, covered) {
    const before = new Map(this.lanes?.flatMap((lane) => lane.rows).map((row) => [row.slug, row]));
    this.lanes = lanes.map((lane) => ({ ...lane, rows: [] }));
    rows.map((values) => rowOf(values, columns, before)).forEach((row) => this.lanes[row.lane].rows.push(row));
    Object.assign(this, { isWhole, firstDay, covered });
  }
}

/** A row by the names of its columns; it stays in the row of the chart that it had. */
function rowOf(values, columns, before) {
  const row = Object.fromEntries(columns.map((name, place) => [name, values[place]]));
  const { slug, lead, said, windows, ends } = row;
  const origin = lead?.[0] ?? said[0] ?? windows[0]?.[0] ?? ends[0]?.[1] ?? 0;
  return Object.assign(row, { origin, place: before.get(slug)?.place });
}

async function failure(answer) {
  const problem = await answer.json().catch(() => ({}));
  const request = problem.request_id ? `, request ${problem.request_id}` : "";
  return new Error(`the server answered ${answer.status} at ${new Date().toTimeString().slice(0, 5)}${request}`);
}
