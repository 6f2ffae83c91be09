/* Days to pixels, and the lines along the axis. */
import { MONTHS, dateOf, firstOf } from "./days.js";

export const tenth = (value) => Math.round(value * 10) / 10 || 0;

/** The plot runs from `left` to `right` pixels and shows the time from `begin` to `end`. */
export class Scale {
  constructor(begin, end, left, right) {
    Object.assign(this, { begin, end, left, right, perDay: (right - left) / (end - begin) });
  }

  at(point) {
    return tenth(this.left + (point - this.begin) * this.perDay);
  }

  timeAt(x) {
    return this.begin + (x - this.left) / this.perDay;
  }
}

/** Years, between them quarters, months or weeks as the pixels allow; labels give way to the flag. */
export function ticksOf(scale, flag) {
  const ticks = [];
  const first = dateOf(scale.begin).getUTCFullYear();
  const last = dateOf(scale.end).getUTCFullYear();
  for (let year = first; year <= last; year++) {
    ticks.push(yearTick(scale, year));
    if (scale.perDay >= 0.62) ticks.push(...monthTicks(scale, year, flag));
  }
  return ticks;
}

function yearTick(scale, year) {
  const x = Math.max(scale.left, scale.at(firstOf(year, 0)));
  const fits = scale.at(firstOf(year + 1, 0)) - x > 44;
  return { x, label: fits ? String(year) : "", major: true };
}

function monthTicks(scale, year, flag) {
  const step = scale.perDay >= 1.5 ? 1 : 3;
  const ticks = [];
  for (let month = 0; month < 12; month += step) {
    const day = firstOf(year, month);
    const label = step === 1 ? MONTHS[month] : `Q${month / 3 + 1}`;
    if (day >= scale.begin && day < scale.end) ticks.push(minorTick(scale, day, label, flag));
    if (scale.perDay >= 4.2) ticks.push(...weekTicks(scale, day, firstOf(year, month + 1)));
  }
  return ticks;
}

function minorTick(scale, day, label, flag) {
  const x = scale.at(day);
  const hidden = Math.abs(x + 15 - flag) < 38 || x + 26 > scale.right;
  return { x, label: hidden ? "" : label, major: false };
}

function weekTicks(scale, first, next) {
  const ticks = [];
  // 5 January 1970 was a Monday, number 4.
  for (let day = first + ((11 - (first % 7)) % 7); day < next; day += 7) {
    if (day > first && day >= scale.begin && day < scale.end) ticks.push({ x: scale.at(day), label: "", major: false });
  }
  return ticks;
}
