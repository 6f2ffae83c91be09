/* What the chart draws, read from the API: everything at once where it is little, else the days around. */
import { isoOf } from "./days.js";

export class Data {
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
    const places = Object.fromEntries(columns.map((name, place) => [name, place]));
    const before = new Map(this.lanes?.flatMap((lane) => lane.rows).map((row) => [row.slug, row]));
    this.lanes = lanes.map((lane) => ({ ...lane, rows: [] }));
    for (const values of rows) this.lanes[values[places.lane]].rows.push(rowOf(values, places, before));
    Object.assign(this, { isWhole, firstDay, covered });
  }
}

/** A row by names; it stays in the row of the chart that it had. */
function rowOf(values, at, before) {
  const [slug, windows, ends, lead, said] = ["slug", "windows", "ends", "lead", "said"].map((name) => values[at[name]]);
  return {
    slug,
    windows,
    ends,
    lead,
    said,
    tails: values[at.tails],
    label: values[at.label],
    width: values[at.width],
    delta: values[at.delta],
    deltaWidth: values[at.delta_width],
    tone: values[at.tone],
    look: values[at.look],
    sentence: values[at.sentence],
    isLow: Boolean(values[at.is_low]),
    isImportant: Boolean(values[at.is_important]),
    isAdded: Boolean(values[at.is_added]),
    begin: values[at.begin],
    end: values[at.end],
    origin: lead?.[0] ?? said[0] ?? windows[0]?.[0] ?? ends[0]?.[1] ?? 0,
    place: before.get(slug)?.place,
  };
}

async function failure(answer) {
  const problem = await answer.json().catch(() => ({}));
  const request = problem.request_id ? `, request ${problem.request_id}` : "";
  return new Error(`the server answered ${answer.status} at ${new Date().toTimeString().slice(0, 5)}${request}`);
}
