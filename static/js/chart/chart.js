/* The interactive chart: data, view, drawing and input put together. */
import { Data } from "./data.js";
import { Scale, dayOf, dayText, isoOf } from "./time.js";
import { Drawer } from "./draw.js";
import { View, listen, stepFrom, stopsOf } from "./input.js";
import { layout } from "./layout.js";
import { Overview } from "./overview.js";
import { Popover } from "./popover.js";

const YEAR = 366;
const ZOOM = 1.3;

export class Chart {
  /** Takes over the server's drawing in `host`; `onSettle` is told after every change of the days shown. */
  constructor(host, onSettle) {
    const { source, first, last, asOf, keep, since } = host.dataset;
    Object.assign(this, { host, onSettle, keep, asOf: dayOf(asOf), data: new Data(source), lanes: [] });
    this.added = since ? `Added since ${dayText(dayOf(since))}.` : "";
    this.initial = [dayOf(first), dayOf(last) + 1];
    this.status = Object.assign(document.createElement("p"), { className: "chart__status" });
    this.status.setAttribute("role", "status");
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
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
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
    else this.settled(quiet);
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
    this.tell(`${dayText(begin)} to ${dayText(end - 1)}: ${drawn} drawn one by one${ridges}.`);
    this.onSettle(isoOf(begin), isoOf(end - 1));
    if (!this.data.holds(begin, end)) this.read(begin, end).then((done) => done && this.draw(false, { quiet: true }));
  }

  /** Make one link the tab stop; without any link the chart itself takes the keys. */
  stand(key) {
    this.drawer.links.get(this.here)?.setAttribute("tabindex", -1);
    this.drawer.links.get(key)?.setAttribute("tabindex", 0);
    this.here = key;
    this.host.tabIndex = key ? -1 : 0;
  }

  /** Read what is drawn; false when it failed, and then why is told beside what is still shown. */
  async read(begin, end) {
    this.host.classList.add("chart--reading");
    try {
      await this.data.read(begin, end, this.day);
    } catch (error) {
      if (error.name !== "AbortError") this.fail(error, () => this.read(begin, end));
      return false;
    } finally {
      this.host.classList.remove("chart--reading");
    }
    this.lanes = this.data.lanes;
    this.find(this.sought ?? "");
    return true;
  }

  fail(error, again) {
    const button = Object.assign(document.createElement("button"), { className: "button", type: "button", textContent: "Try again" });
    button.addEventListener("click", async () => (await again()) && (this.view ? this.draw(false) : location.reload()));
    this.status.replaceChildren(`The timeline could not be read: ${error.message}. What is drawn is what was read before. `, button);
  }

  tell(words) {
    this.status.textContent = words;
  }

  /** The record as known on another day, in the same view. */
  async travel(day) {
    this.day = day;
    this.asOf = dayOf(day);
    if (await this.read(this.view.begin, this.view.end)) this.draw(false, { quiet: true });
  }

  /** Dim whatever does not carry the words; how many do. */
  find(words) {
    this.sought = words.trim().toLocaleLowerCase();
    const rows = this.lanes.flatMap((lane) => lane.rows);
    for (const row of rows) {
      row.isDim = !row.sentence.toLocaleLowerCase().includes(this.sought);
      row.isChosen = row.slug === this.chosen;
    }
    return rows.filter((row) => !row.isDim).length;
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
    const acts = {
      "+": () => view.zoom(1 / ZOOM, undefined, now),
      "=": () => view.zoom(1 / ZOOM, undefined, now),
      "-": () => view.zoom(ZOOM, undefined, now),
      0: () => view.show(view.bounds[0], this.asOf + YEAR / 2, now),
      "[": () => view.pan(-view.days / 5, now),
      "]": () => view.pan(view.days / 5, now),
      t: () => view.show(this.asOf - view.days * 0.72, this.asOf + view.days * 0.28, now),
      l: () => document.querySelector("[data-view=list]")?.click(),
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
    this.here = `d/${next.slug}`;
    const middle = (next.begin + next.end) / 2;
    this.view.show(middle - days / 2, middle + days / 2, { settle: true });
  }
}
