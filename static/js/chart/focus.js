/* One tab stop: arrows walk from link to link. */

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
