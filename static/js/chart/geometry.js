/* Which lanes are drawn how, which item stands in which row, its marks around a base line, its label. */
import { Scale, signed, tenth } from "./time.js";

export const AXIS = 44;
const ROW = 34;
const LOW = 19;
const BARE = 12;
const LOW_ROWS = 4;
const PADDING = 8.5;
const STRIP = 15;
const LEAST = 58;
export const RIDGE = 64;
const BETWEEN = 12;
const AROUND = 4;
const MOST_NODES = 900;
const FADE = 0.28;
const MOST_ARCS = 6;
const RADIUS = { dot: 5.5, launch: 3.5 };

/** Lanes from top to bottom. While `moving` nothing changes its height, and what has no room waits. */
export function layout(lanes, scale, moving) {
  const shown = lanes.map((lane) => lane.rows.filter((row) => row.begin < scale.end && row.end > scale.begin));
  const ridges = crowded(lanes, shown, scale);
  const most = mostAMonth(lanes.filter((_, place) => ridges[place]));
  let y = AXIS;
  lanes.forEach((lane, place) => {
    lane.y = y;
    lane.isRidge = ridges[place];
    lane.most = most;
    lane.bands = bandsOf(lane, scale);
    lane.items = lane.isRidge ? [] : shown[place].map((row) => placed(row, scale));
    if (!moving) lane.shape = null;
    const height = lane.isRidge ? RIDGE : stack(lane, moving);
    if (!moving) lane.height = height;
    lane.items.forEach((item) => (item.y += y));
    y += lane.height;
  });
  return y + 1;
}

/** More items than one on 14 pixels make a ridge, far out one on 42; the fullest give way to the rest. */
function crowded(lanes, shown, scale) {
  const most = (scale.right - scale.left) / (scale.perDay < 0.62 ? 42 : 14);
  const counts = shown.map((rows) => rows.length);
  const nodes = shown.map((rows) => rows.reduce((sum, row) => sum + (row.is_low ? 4 : 11), 0));
  const ridges = lanes.map((lane, place) => counts[place] > most || lane.is_crowded);
  let sum = nodes.reduce((all, each, place) => all + (ridges[place] ? 0 : each), 0);
  const fullest = [...nodes.keys()].sort((a, b) => nodes[b] - nodes[a] || a - b);
  for (const place of fullest) {
    if (sum <= MOST_NODES) break;
    if (!ridges[place]) {
      ridges[place] = true;
      sum -= nodes[place];
    }
  }
  return ridges;
}

function mostAMonth(lanes) {
  return Math.max(1, ...lanes.flatMap((lane) => lane.months.flatMap(([, launches, moves]) => [launches, moves])));
}

/** The item of a row at a scale; its marks are drawn anew only when the zoom changed. */
function placed(row, scale) {
  if (row.perDay !== scale.perDay) {
    row.perDay = scale.perDay;
    row.marks = marksOf(row, new Scale(row.origin, row.origin + 1, 0, scale.perDay));
  }
  const x = scale.at(row.origin);
  const left = x + row.marks.left;
  const right = x + row.marks.right;
  const labelX = labelAt(row.width + row.delta_width, scale, left, right);
  return {
    row,
    x,
    y: 0,
    labelX,
    left: Math.min(Math.max(left, scale.left), labelX) - AROUND,
    right: Math.max(Math.min(right, scale.right), labelX + row.width + row.delta_width) + AROUND,
    dot: row.ends.length ? scale.at(row.ends[0][1]) : left,
  };
}

/** Right of the last mark, else left of the first, else pinned inside. */
function labelAt(width, scale, left, right) {
  if (right + 8 + width <= scale.right - 4) return Math.max(right + 8, scale.left + 4);
  if (left - 8 - width >= scale.left + 4) return left - 8 - width;
  const inside = Math.max(left, scale.left) + 4;
  return Math.max(scale.left + 4, Math.min(inside, scale.right - 4 - width));
}

/** Give every item of a lane its row and y; the height that they take. Moving, only rows that stand are filled. */
function stack(lane, moving) {
  const isImportant = (item) => Number(item.row.is_important);
  const byLeft = (a, b) => a.left - b.left || (a.row.slug < b.row.slug ? -1 : 1);
  const high = lane.items.filter((item) => !item.row.is_low).sort((a, b) => isImportant(b) - isImportant(a) || byLeft(a, b));
  const low = lane.items.filter((item) => item.row.is_low).sort(byLeft);
  const stands = lane.shape ?? (moving ? { strip: 0, high: 0, low: 0, bare: 0 } : null);
  const [promised] = pack(high, stands?.high ?? Infinity, moving);
  const [launched, over] = pack(low, stands?.low ?? LOW_ROWS, moving);
  const bare = (stands ? stands.bare : over.length) ? [over] : [];
  const strip = stands?.strip ?? (lane.bands.some((band) => band.label) ? STRIP : 0);
  over.forEach((item) => Object.assign(item, { isBare: true, left: item.dot - 5, right: item.dot + 5 }));
  let top = PADDING + strip;
  for (const [rows, height] of [[promised, ROW], [launched, LOW], [bare, BARE]]) {
    rows.forEach((row, place) => row.forEach((item) => Object.assign(item, { y: top + height * (place + 0.5), height })));
    top += rows.length * height;
  }
  lane.items = [promised, launched, bare].flat(2);
  if (!moving) lane.shape = { strip, high: promised.length, low: launched.length, bare: bare.length };
  return Math.max(LEAST, top + PADDING);
}

/** First fit; an item that stood in a row before keeps it when there is room, so that marks do not jump. */
function pack(items, mostRows, keepEmpty) {
  const rows = keepEmpty ? Array.from({ length: mostRows }, () => []) : [];
  const over = [];
  const kept = items.filter((item) => item.row.place < mostRows && fits(item, (rows[item.row.place] ??= [])));
  for (const item of items) {
    if (kept.includes(item)) continue;
    let place = 0;
    while (place < mostRows && !fits(item, (rows[place] ??= []))) place++;
    if (place === mostRows) over.push(item);
  }
  const filled = keepEmpty ? rows : Array.from(rows, (row) => row ?? []).filter((row) => row.length);
  filled.forEach((row, place) => row.forEach((item) => (item.row.place = place)));
  if (!keepEmpty) over.forEach((item) => (item.row.place = undefined));
  return [filled, over];
}

/** Whether the row has room, and then the item is in it. */
function fits(item, row) {
  const free = row.every((other) => item.left >= other.right + BETWEEN || item.right <= other.left - BETWEEN);
  if (free) row.push(item);
  return free;
}

/** Restructurings from left to right, each label as far as the next one. */
function bandsOf(lane, scale) {
  const shown = lane.restructurings.filter((each) => each.end > scale.begin && each.begin < scale.end);
  const starts = shown.map((each) => Math.max(scale.left, scale.at(each.begin)));
  return shown.map((each, place) => {
    const x = starts[place];
    const room = (starts[place + 1] ?? scale.right) - x - 10;
    const turned = room < each.width && scale.right - x < 160;
    return {
      ...each,
      x,
      span: Math.max(3, Math.min(scale.right, scale.at(each.end)) - x),
      label: lane.isRidge ? "" : turned ? each.title : cut(each, room),
      turned,
    };
  });
}

function cut({ title, width }, room) {
  if (room >= width) return title;
  if (room < 60) return "";
  return `${title.slice(0, Math.floor((title.length * room) / width) - 1).trimEnd()}…`;
}

/** What is drawn of a figure at a scale: outlines, a fading window, texts, and how far the marks reach. */
function marksOf(figure, scale) {
  const drawing = new Drawing();
  const edges = figure.windows.map((window) => edgesOf(window, scale));
  said(figure, scale, drawing);
  edges.slice(0, -1).forEach(([left, right]) => {
    drawing.block("replaced", left + 0.5, -4.5, Math.max(2, right - left - 1), 9);
  });
  if (edges.length) current(edges.at(-1), figure.windows.at(-1)[2], drawing);
  arcs(figure.windows, edges, drawing);
  if (edges.length) figure.tails.forEach((tail) => drawTail(tail, edges.at(-1)[1], scale, drawing));
  figure.ends.forEach(([shape, at]) => drawEnd(shape, scale.at(at), drawing));
  return Object.assign(drawing, reach(figure, edges, scale));
}

class Drawing {
  outlines = new Map();
  texts = [];
  fading = null;

  add(look, d) {
    this.outlines.set(look, (this.outlines.get(look) ?? "") + d);
  }

  along(look, left, right, y = 0) {
    this.add(look, `M${tenth(left)},${y}H${tenth(right)}`);
  }

  upright(look, x, half) {
    this.add(look, `M${tenth(x)},${-half}V${half}`);
  }

  block(look, x, y, width, height) {
    this.add(look, `M${tenth(x)},${y}h${tenth(width)}v${height}h${tenth(-width)}Z`);
  }

  disc(look, x, r) {
    this.add(look, `M${tenth(x - r)},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`);
  }

  half(look, x, side) {
    this.add(look, `M${tenth(x)},-5.5A5.5,5.5 0 0 ${side} ${tenth(x)},5.5Z`);
  }

  text(look, x, y, words) {
    this.texts.push({ look, x: tenth(x), y: tenth(y), words });
  }
}

function edgesOf([begin, end], scale) {
  const left = scale.at(begin);
  return [left, Math.max(left + 3, scale.at(end))];
}

function said({ lead, said: days }, scale, drawing) {
  if (lead && scale.at(lead[1]) - scale.at(lead[0]) > 3) drawing.along("lead", scale.at(lead[0]), scale.at(lead[1]));
  days.forEach((day) => drawing.upright("said", scale.at(day), 4));
}

function current([left, right], vague, drawing) {
  const width = right - left;
  if (vague && width > 16) {
    drawing.fading = { x: tenth(left), width: tenth(width) };
    drawing.along("tail", left, right, 5);
    drawing.along("core", left + width * FADE, right - width * FADE, 5);
    return;
  }
  drawing.block("window", left, -5, width, 10);
  [left + 0.75, right - 0.75].forEach((x) => drawing.upright("edge", x, 5));
}

function arcs(windows, edges, drawing) {
  const places = windows.slice(1).map((_, place) => place);
  const many = places.length > MOST_ARCS;
  const kept = many ? [places[0], ...places.slice(-2)] : places;
  kept.forEach((place) => arc(windows, edges, place, drawing));
  if (!many) return;
  const gathered = places.slice(1, -2);
  const start = edges[gathered[0]][1];
  const end = edges[gathered.at(-1) + 1][1];
  const [middle, rise] = bow(start, end);
  drawing.add("arc many", `M${start},-6Q${tenth(middle)},${tenth(-6 - rise * 1.5)} ${end},-6`);
  drawing.text("delta slip", middle, -9 - rise * 0.72, `${gathered.length} moves`);
}

/** Above the row where the date moved later, below it and pointing left where it moved earlier. */
function arc(windows, edges, place, drawing) {
  const [start, end] = [edges[place][1], edges[place + 1][1]];
  if (Math.abs(end - start) <= 7) return;
  const [middle, rise] = bow(start, end);
  const up = end > start ? 1 : -1;
  const look = up > 0 ? "" : " earlier";
  drawing.add(`arc${look}`, `M${start},${-6 * up}Q${tenth(middle)},${up > 0 ? tenth(-6 - rise * 1.5) : 17} ${tenth(end - up)},${-7 * up}`);
  const tip = (x, y) => `${tenth(end - x * up)},${-y * up}`;
  drawing.add(`head${look}`, `M${tip(6.5, 10.5)}L${tip(0.5, 6.6)}L${tip(7, 4.6)}Z`);
  if (Math.abs(end - start) < 64) return;
  const words = signed(windows[place + 1][1] - windows[place][1]);
  drawing.text(`delta ${up > 0 ? "slip" : "ship"}`, middle, up > 0 ? -9 - rise * 0.72 : 22, words);
}

function bow(start, end) {
  return [(start + end) / 2, Math.min(13, 5 + Math.abs(end - start) * 0.09)];
}

function drawTail([look, point], edge, scale, drawing) {
  const until = scale.at(point);
  // Only a hairline to an ending may lead back into the window.
  if (look === "lead" || until > edge) drawing.along(look, Math.min(edge, until), Math.max(edge, until));
}

function drawEnd(shape, x, drawing) {
  if (shape in RADIUS) drawing.disc("dot", x, RADIUS[shape]);
  else if (shape === "part") drawing.half("dot", x, 0);
  else if (shape === "restored") drawing.half("dot", x, 1);
  else if (shape === "withdrawn") drawing.half("dot withdrawn", x, 0);
  else if (shape === "silent") drawing.along("silent", x - 4, x + 5);
  else drawing.add("cross", `M${tenth(x - 4.5)},-4.5l9,9m0,-9l-9,9`);
}

function reach({ lead, said: days, tails, ends }, edges, scale) {
  const xs = [...(lead ?? []), ...days].map((point) => scale.at(point)).concat(...edges);
  if (edges.length) xs.push(...tails.map((tail) => scale.at(tail[1])));
  ends.forEach(([shape, at]) => xs.push(scale.at(at) - (RADIUS[shape] ?? 5), scale.at(at) + (RADIUS[shape] ?? 5)));
  return { left: Math.min(...xs), right: Math.max(...xs) };
}
