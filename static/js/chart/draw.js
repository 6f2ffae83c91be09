/* The chart as SVG: what stands behind the items, and one link for each item and restructuring. */
import { MONTHS, dateOf, firstOf, tenth, ticksOf } from "./time.js";
import { AXIS, RIDGE } from "./layout.js";

const NS = "http://www.w3.org/2000/svg";
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (words) => words.replace(/[&<>"]/g, (character) => ESCAPES[character]);

/** Draws into an svg element; links that stay keep their element, and with it the focus. */
export class Drawer {
  constructor(svg) {
    this.svg = svg;
    svg.innerHTML =
      '<defs><linearGradient id="fade"><stop class="fade-out"/><stop class="fade-in" offset=".28"/>' +
      '<stop class="fade-in" offset=".72"/><stop class="fade-out" offset="1"/></linearGradient>' +
      '<clipPath id="plot"><rect y="0"/></clipPath></defs>' +
      '<g aria-hidden="true"></g><g clip-path="url(#plot)"><g></g><g aria-hidden="true"></g><g></g></g><g></g>';
    const [back, plot, names] = svg.querySelectorAll(":scope > g");
    const [bands, today, items] = plot.children;
    Object.assign(this, { back, bands, today, items, names, clip: svg.querySelector("clipPath rect") });
    this.links = new Map();
  }

  draw(lanes, scale, { width, height, asOf, keep, added }) {
    const flag = scale.at(asOf + 0.5);
    const isFlagged = flag >= scale.left && flag <= scale.right;
    set(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    set(this.clip, { x: scale.left, width: scale.right - scale.left, height });
    fill(this.back, axis(scale, height, isFlagged ? flag : -99, width) + lanes.map((lane) => ridge(lane, scale)).join(""));
    fill(this.today, isFlagged ? `<path class="today" d="M${flag},28V${height}"/>` : "");
    fill(this.names, lanes.map((lane) => chrome(lane, scale, width, keep)).join("") + flagOf(isFlagged, flag, asOf));
    this.sync(this.bands, lanes.flatMap((lane) => lane.bands.map((band) => bandLink(band, lane, keep))));
    this.sync(this.items, lanes.flatMap((lane) => lane.items.map((item) => itemLink(item, keep, added))));
  }

  /** One link for each entry, in their order; only what changed is touched. */
  sync(group, entries) {
    const keys = new Set(entries.map((entry) => entry.key));
    [...group.children].filter((link) => !keys.has(link.dataset.key)).forEach((link) => this.remove(link));
    entries.forEach((entry, place) => {
      const link = this.links.get(entry.key) ?? this.add(entry.key);
      if (group.children[place] !== link) group.insertBefore(link, group.children[place] ?? null);
      set(link, entry.attributes);
      fill(link, entry.markup);
    });
  }

  add(key) {
    const link = document.createElementNS(NS, "a");
    Object.assign(link.dataset, { key });
    set(link, { tabindex: -1, draggable: "false" });
    this.links.set(key, link);
    return link;
  }

  remove(link) {
    if (link === document.activeElement) this.svg.parentElement.focus();
    this.links.delete(link.dataset.key);
    link.remove();
  }
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

const filled = new WeakMap();

function fill(element, markup) {
  if (filled.get(element) === markup) return;
  filled.set(element, markup);
  element.innerHTML = markup;
}

function axis(scale, height, flag, width) {
  const ticks = ticksOf(scale, flag);
  const line = (tick) => `M${tick.x},${tick.major ? 4 : 28}V${height}`;
  const lines = (major) => ticks.filter((tick) => tick.major === major).map(line).join("");
  const words = ticks.filter((tick) => tick.label).map(({ x, label, major }) => {
    return `<text class="axis-${major ? "year" : "month"}" x="${x + 5}" y="${major ? 17 : 37}">${label}</text>`;
  });
  return (
    `<path class="grid" d="${lines(false)}"/><path class="grid grid--year" d="${lines(true)}"/>${words.join("")}` +
    `<path class="axis-rule" d="M0,${AXIS}H${width}"/>`
  );
}

/** Hills of launches above a line, of moved dates below it. */
function ridge(lane, scale) {
  if (!lane.isRidge) return "";
  const y = lane.y + RIDGE * 0.66;
  const counts = (place, rise) => new Map(lane.months.map((month) => [month[0], (month[place] * rise) / lane.most]));
  return (
    `<g clip-path="url(#plot)"><path class="ridge" d="${curve(counts(1, RIDGE * 0.56), scale, y)}"/>` +
    `<path class="ridge ridge--moves" d="${curve(counts(2, -RIDGE * 0.28), scale, y)}"/></g>` +
    `<path class="lane-rule" d="M${scale.left},${tenth(y)}H${scale.right}"/>`
  );
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

function chrome(lane, scale, width, keep) {
  const rule = `<path class="lane-rule" d="M0,${lane.y + lane.height}H${width}"/>`;
  if (!scale.left) return rule;
  const words =
    `<text class="lane-name" x="14" y="${lane.y + 26}">${text(lane.name)}</text>` +
    `<text class="lane-note" x="14" y="${lane.y + 43}">${text(lane.note)}</text>`;
  const told = lane.tellsScale && width > 700
    ? `<text class="lane-note" x="${scale.left + 8}" y="${lane.y + 12}">launches above the line, up to ${lane.most} a month; dates moved below</text>`
    : "";
  const side = `<path class="lane-rule" d="M${scale.left},${lane.y}V${lane.y + lane.height}"/>`;
  const name = lane.href ? `<a href="${text(lane.href + keep)}" tabindex="-1">${words}</a>` : words;
  return rule + side + name + told;
}

function flagOf(isFlagged, x, asOf) {
  if (!isFlagged) return "";
  const day = dateOf(asOf);
  const words = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  return (
    `<g aria-hidden="true"><rect class="flag" x="${x - 24}" y="25" width="48" height="18"/>` +
    `<text class="flag-text" x="${x}" y="38" text-anchor="middle">${words}</text></g>`
  );
}

function bandLink(band, lane, keep) {
  const doubt = band.is_unconfirmed ? " Unconfirmed." : "";
  const label = band.label
    ? `<text class="band-label" x="${band.x + (band.turned ? -5 : 5)}" y="${lane.y + 12}"` +
      ` text-anchor="${band.turned ? "end" : "start"}">${text(band.label)}</text>`
    : "";
  return {
    key: `${lane.slug}/e/${band.slug}`,
    attributes: {
      href: `/e/${band.slug}/${keep}`,
      "aria-label": `${lane.name}, ${band.when}: ${band.title}.${doubt}`,
    },
    markup:
      `<rect class="band" x="${band.x}" y="${lane.y}" width="${tenth(band.span)}" height="${lane.height}"/>` +
      `<path class="band-edge" d="M${band.x},${lane.y}v${lane.height}"/>${label}`,
  };
}

function itemLink({ row, x, y, left, right, labelX, height, isBare }, keep, added) {
  const half = (height - 6) / 2;
  const hit = `<rect class="hit" x="${tenth(left - x)}" y="${-half}" width="${tenth(Math.max(24, right - left))}" height="${2 * half}" rx="2"/>`;
  return {
    key: `d/${row.slug}`,
    attributes: {
      href: `/d/${row.slug}/${keep}`,
      "aria-label": row.is_added ? `${row.sentence} ${added}` : row.sentence,
      class: row.isDim ? "item item--dim" : row.isChosen ? "item item--chosen" : "item",
      transform: `translate(${x},${tenth(y)})`,
    },
    markup: hit + marks(row.marks) + (isBare ? "" : label(row, tenth(labelX - x))),
  };
}

function marks({ outlines, fading, texts }) {
  const bar = fading ? `<rect class="window window--fading" fill="url(#fade)" x="${fading.x}" y="-5" width="${fading.width}" height="10"/>` : "";
  const paths = [...outlines].map(([look, d]) => `<path class="${look}" d="${d}"/>`);
  const words = texts.map(({ look, x, y, words }) => `<text class="${look}" x="${x}" y="${y}" text-anchor="middle">${words}</text>`);
  return bar + paths.join("") + words.join("");
}

function label(row, x) {
  const look = row.is_added ? `${row.look} label--added` : row.look;
  const name = `<text class="${look}" x="${x}" y="4.5">${text(row.label)}</text>`;
  if (!row.delta) return name;
  return `${name}<text class="delta ${row.tone}" x="${tenth(x + row.width + 7)}" y="4.5">${text(row.delta)}</text>`;
}
