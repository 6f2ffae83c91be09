/* The chart as SVG: what stands behind the items, and one link for each item and restructuring. */
import { MONTHS, dateOf, firstOf, tenth, ticksOf } from "./time.js";
import { AXIS, RIDGE } from "./geometry.js";

export const made = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);

/** Draws into an svg element; links that stay keep their element, and with it the focus. */
export class Drawer {
  constructor(svg) {
    this.svg = svg;
    svg.innerHTML =
      '<defs><linearGradient id="fade"><stop class="fade-out"/><stop class="fade-in" offset=".28"/>' +
      '<stop class="fade-in" offset=".72"/><stop class="fade-out" offset="1"/></linearGradient>' +
      '<clipPath id="plot"><rect y="0"/></clipPath><clipPath id="names"><rect/></clipPath></defs>' +
      '<g aria-hidden="true"></g><g clip-path="url(#plot)">' +
      '<g aria-hidden="true"></g><g></g><g aria-hidden="true"></g><g></g></g><g aria-hidden="true"></g><g clip-path="url(#names)"></g>';
    const [axis, plot, chrome, names] = svg.querySelectorAll(":scope > g");
    const [back, bands, today, items] = plot.children;
    Object.assign(this, { axis, back, bands, today, items, chrome, names });
    [this.clip, this.gutter] = svg.querySelectorAll("clipPath rect");
    this.links = new Map();
  }

  draw(lanes, scale, { width, height, asOf, keep, added }) {
    const flag = scale.at(asOf + 0.5);
    const isFlagged = flag >= scale.left && flag <= scale.right;
    const held = document.activeElement;
    const slid = this.slide(scale);
    set(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    set(this.clip, { x: scale.left, width: scale.right - scale.left, height });
    set(this.gutter, { width: Math.max(0, scale.left - 4), height });
    const ticks = ticksOf(scale, isFlagged ? flag : -99);
    render(this.axis, axis(ticks, width));
    render(this.back, [...grid(ticks, height, slid), ...lanes.flatMap((lane) => ridge(lane, this.fixed))]);
    render(this.today, [path("today", `M${this.fixed.at(asOf + 0.5)},28V${height}`)]);
    render(this.chrome, [...lanes.flatMap((lane) => chrome(lane, scale, width)), ...(isFlagged ? flagOf(flag, asOf) : [])]);
    this.sync(this.names, lanes.map((lane) => nameLink(lane, keep, scale.left)));
    this.sync(this.bands, lanes.flatMap((lane) => lane.bands.map((band) => bandLink(band, lane, keep, slid))));
    this.sync(this.items, lanes.flatMap((lane) => lane.items.map((item) => itemLink(item, keep, added, slid))));
    // An element that changes its place among the others loses the focus.
    if (held !== document.activeElement && this.svg.contains(held)) held.focus({ preventScroll: true });
  }

  /** While the zoom stays, time moves by sliding what is drawn: how far it has slid, in pixels. */
  slide(scale) {
    if (this.fixed?.perDay !== scale.perDay || this.fixed.left !== scale.left) this.fixed = scale;
    const slid = (this.fixed.begin - scale.begin) * scale.perDay;
    for (const group of [this.back, this.bands, this.today, this.items]) set(group, { transform: `translate(${tenth(slid)},0)` });
    return slid;
  }

  /** One link for each entry, in their order; only what changed is touched. */
  sync(group, entries) {
    const keys = new Set(entries.map((entry) => entry.key));
    [...group.children].filter((link) => !keys.has(link.dataset.key)).forEach((link) => this.remove(link));
    entries.forEach((entry, place) => {
      const link = this.links.get(entry.key) ?? this.add(entry.key);
      if (group.children[place] !== link) group.insertBefore(link, group.children[place] ?? null);
      set(link, entry.attributes);
      render(link, entry.marks);
    });
  }

  add(key) {
    const link = made("a");
    Object.assign(link.dataset, { key });
    link.setAttribute("tabindex", -1);
    this.links.set(key, link);
    return link;
  }

  remove(link) {
    if (link === document.activeElement) this.svg.parentElement.focus({ preventScroll: true });
    this.links.delete(link.dataset.key);
    link.remove();
  }
}

const known = new WeakMap();

/** Touches only the attributes that differ from those set before. */
function set(element, attributes) {
  const before = known.get(element) ?? {};
  for (const name in attributes) if (before[name] !== attributes[name]) element.setAttribute(name, attributes[name]);
  for (const name in before) if (!(name in attributes)) element.removeAttribute(name);
  known.set(element, attributes);
}

/** Make the children of an element these; what is of the same tag in the same place is changed, not replaced. */
function render(parent, nodes) {
  let element = parent.firstElementChild;
  for (const [tag, attributes, content] of nodes) {
    if (element?.localName !== tag) {
      const fresh = made(tag);
      parent.insertBefore(fresh, element);
      element?.remove();
      element = fresh;
    }
    set(element, attributes);
    if (Array.isArray(content)) render(element, content);
    else if (content !== undefined && element.textContent !== content) element.textContent = content;
    element = element.nextElementSibling;
  }
  while (element) {
    const next = element.nextElementSibling;
    element.remove();
    element = next;
  }
}

const path = (look, d) => ["path", { class: look, d }];

const words = (look, x, y, content, anchor = "start") => ["text", { class: look, x, y, "text-anchor": anchor }, content];

function axis(ticks, width) {
  const labels = ticks.filter((tick) => tick.label).map(({ x, label, major }) => {
    return words(major ? "axis-year" : "axis-month", x + 5, major ? 17 : 37, label);
  });
  return [path("axis-rule", `M0,${AXIS}H${width}`), ...labels];
}

function grid(ticks, height, slid) {
  const line = (tick) => `M${tenth(tick.x - slid)},${tick.major ? 4 : 28}V${height}`;
  const lines = (major) => ticks.filter((tick) => tick.major === major).map(line).join("");
  return [path("grid", lines(false)), path("grid grid--year", lines(true))];
}

/** Hills of launches above a line, of moved dates below it. */
function ridge(lane, scale) {
  if (!lane.isRidge) return [];
  const y = lane.y + RIDGE * 0.66;
  const counts = (place, rise) => new Map(lane.months.map((month) => [month[0], (month[place] * rise) / lane.most]));
  return [
    path("ridge", curve(counts(1, RIDGE * 0.56), scale, y)),
    path("ridge ridge--moves", curve(counts(2, -RIDGE * 0.28), scale, y)),
  ];
}

/** Each month draws the curve to its height; at the edges of months it is halfway to the next. */
function curve(heights, scale, y) {
  const months = [...heights.keys()];
  if (!months.length) return "";
  const start = (month) => scale.at(firstOf(Math.floor(month / 12), month % 12));
  let d = `M${start(months[0])},${tenth(y)}`;
  for (let month = months[0]; month <= months.at(-1); month++) {
    const [here, after] = [month, month + 1].map((each) => heights.get(each) ?? 0);
    const middle = tenth((start(month) + start(month + 1)) / 2);
    d += `Q${middle},${tenth(y - here)} ${start(month + 1)},${tenth(y - (here + after) / 2)}`;
  }
  return `${d}V${tenth(y)}Z`;
}

function chrome(lane, scale, width) {
  const rule = path("lane-rule", `M0,${lane.y + lane.height}H${width}`);
  if (!scale.left) return [rule];
  const told = lane.tellsScale ? [words("lane-note", scale.left + 8, lane.y + 12, `up to ${lane.most} a month`)] : [];
  const base = lane.isRidge ? `M${scale.left},${tenth(lane.y + RIDGE * 0.66)}H${width}` : "";
  return [rule, path("lane-rule", `M${scale.left},${lane.y}V${lane.y + lane.height}${base}`), ...told];
}

function flagOf(x, asOf) {
  const day = dateOf(asOf);
  const label = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  const box = ["rect", { class: "flag", x: x - 24, y: 25, width: 48, height: 18 }];
  return [box, words("flag-text", x, 38, label, "middle")];
}

/** A phone has room for a smaller name, and for eleven letters of it. */
function nameLink(lane, keep, room) {
  const isNarrow = room < 100;
  const x = isNarrow ? 8 : 14;
  const name = isNarrow && lane.name.length > 11 ? `${lane.name.slice(0, 10).replace(/[ (,]+$/, "")}…` : lane.name;
  return {
    key: `${lane.slug}/name`,
    attributes: lane.href ? { href: lane.href + keep } : {},
    marks: [
      ["rect", { class: "hit", x: x - 8, y: lane.y + 6, width: room - 12, height: 44, rx: 2 }],
      words(isNarrow ? "lane-name lane-name--small" : "lane-name", x, lane.y + 26, name),
      words("lane-note", x, lane.y + 43, lane.note),
    ],
  };
}

function bandLink(band, lane, keep, slid) {
  const doubt = band.is_unconfirmed ? " Unconfirmed." : "";
  const anchor = band.turned ? "end" : "start";
  const x = tenth(band.x - slid);
  const label = band.label ? [words("band-label", tenth(x + (band.turned ? -5 : 5)), lane.y + 12, band.label, anchor)] : [];
  const box = { class: "band", x, y: lane.y, width: tenth(band.span), height: lane.height };
  return {
    key: `${lane.slug}/e/${band.slug}`,
    attributes: {
      href: `/e/${band.slug}/${keep}`,
      "aria-label": `${lane.name}, ${band.when}: ${band.title}.${doubt}`,
    },
    marks: [["rect", box], path("band-edge", `M${x},${lane.y}v${lane.height}`), ...label],
  };
}

function itemLink({ row, x, y, left, right, labelX, height, isBare }, keep, added, slid) {
  const box = { class: "hit", x: tenth(left - x), y: 3 - height / 2, width: tenth(Math.max(24, right - left)), height: height - 6, rx: 2 };
  return {
    key: `d/${row.slug}`,
    attributes: {
      href: `/d/${row.slug}/${keep}`,
      "aria-label": row.is_added ? `${row.sentence} ${added}` : row.sentence,
      class: row.isDim ? "item item--dim" : row.isChosen ? "item item--chosen" : "item",
      transform: `translate(${tenth(x - slid)},${tenth(y)})`,
    },
    marks: [["rect", box], ...marks(row.marks), ...(isBare ? [] : label(row, tenth(labelX - x)))],
  };
}

function marks({ outlines, fading, texts }) {
  const bar = { class: "window--fading", fill: "url(#fade)", x: fading?.x, y: -5, width: fading?.width, height: 10 };
  return [
    ...(fading ? [["rect", bar]] : []),
    ...[...outlines].map(([look, d]) => path(look, d)),
    ...texts.map((text) => words(text.look, text.x, text.y, text.words, "middle")),
  ];
}

function label(row, x) {
  const look = row.is_added ? `${row.look} label--added` : row.look;
  const name = words(look, x, 4.5, row.label);
  return row.delta ? [name, words(`delta ${row.tone}`, tenth(x + row.width + 7), 4.5, row.delta)] : [name];
}
