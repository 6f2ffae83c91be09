/* One figure as outlines by their look, around a base line at 0; the same shapes as in the server's chart. */
import { signed, tenth } from "./time.js";

const FADE = 0.28;
const MOST_ARCS = 6;
const RADIUS = { dot: 5.5, launch: 3.5 };

/** What is drawn of a figure at a scale: outlines, a fading window, texts, and how far the marks reach. */
export function marksOf(figure, scale) {
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

function arc(windows, edges, place, drawing) {
  const [start, end] = [edges[place][1], edges[place + 1][1]];
  if (Math.abs(end - start) <= 7) return;
  const [middle, rise] = bow(start, end);
  const words = signed(windows[place + 1][1] - windows[place][1]);
  const wide = Math.abs(end - start) >= 64;
  if (end > start) {
    drawing.add("arc", `M${start},-6Q${tenth(middle)},${tenth(-6 - rise * 1.5)} ${tenth(end - 1)},-7`);
    drawing.add("head", `M${tenth(end - 6.5)},-10.5L${tenth(end - 0.5)},-6.6L${tenth(end - 7)},-4.6Z`);
    if (wide) drawing.text("delta slip", middle, -9 - rise * 0.72, words);
  } else {
    drawing.add("arc earlier", `M${start},6Q${tenth(middle)},17 ${tenth(end + 1)},7`);
    drawing.add("head earlier", `M${tenth(end + 6.5)},10.5L${tenth(end + 0.5)},6.6L${tenth(end + 7)},4.6Z`);
    if (wide) drawing.text("delta ship", middle, 22, words);
  }
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
