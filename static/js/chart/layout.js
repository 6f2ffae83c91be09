/* Which lanes are drawn how, which item stands in which row, and where its label goes. */
import { marksOf } from "./marks.js";
import { Scale } from "./time.js";

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
