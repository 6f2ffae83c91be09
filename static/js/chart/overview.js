/* The whole record as months under the chart, with a window that shows and sets the days above. */
import { made } from "./draw.js";
import { Scale, dateOf, firstOf, tenth } from "./time.js";

const HEIGHT = 56;
const LINE = 26;
const YEAR = 365;

export class Overview {
  constructor(host, view) {
    this.view = view;
    this.svg = host.appendChild(made("svg"));
    this.svg.dataset.overview = "";
    this.svg.setAttribute("aria-hidden", "true");
    this.svg.innerHTML = "<g></g><g></g>";
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
  }

  draw(lanes, left, width, asOf) {
    const [first, last] = this.view.bounds;
    const [still, shown] = this.svg.children;
    // The months stay while only the days shown change.
    const told = [first, last, width, asOf].join();
    if (told !== this.told || lanes !== this.lanes) {
      Object.assign(this, { told, lanes, scale: new Scale(first, last, left, width) });
      this.svg.setAttribute("height", HEIGHT);
      this.svg.setAttribute("width", width);
      still.innerHTML =
        this.years(first, last) + this.bars(totals(lanes)) + `<path class="today" d="M${this.scale.at(asOf + 0.5)},0V${HEIGHT}"/>` +
        (left ? '<text class="lane-note" x="14" y="24">Overview</text><text class="lane-note" x="14" y="40">drag to move</text>' : "");
    }
    const from = this.scale.at(this.view.begin);
    const to = Math.max(from + 8, this.scale.at(this.view.end));
    shown.innerHTML =
      `<rect class="shown" x="${from}" y=".5" width="${tenth(to - from)}" height="${HEIGHT - 1}"/>` +
      [from, to].map((x) => `<rect class="handle" x="${tenth(x - 3)}" y="19" width="6" height="18"/>`).join("");
  }

  years(first, last) {
    let years = "";
    const step = Math.ceil(40 / YEAR / this.scale.perDay);
    for (let year = dateOf(first).getUTCFullYear() + 1; firstOf(year, 0) < last; year += step) {
      const x = this.scale.at(firstOf(year, 0));
      years += `<path class="grid grid--year" d="M${x},0V${HEIGHT}"/><text class="axis-month" x="${x + 4}" y="${HEIGHT - 5}">${year}</text>`;
    }
    return years;
  }

  bars(months) {
    const most = Math.max(1, ...[...months.values()].flat());
    const [up, down] = ["", ""].map((_, place) => {
      return [...months].map(([month, counts]) => {
        const [x, next] = [month, month + 1].map((each) => this.scale.at(firstOf(Math.floor(each / 12), each % 12)));
        const height = (counts[place] * (LINE - 6)) / most;
        return counts[place] ? `M${x},${LINE}v${tenth(place ? height : -height)}H${tenth(next - 1)}V${LINE}Z` : "";
      }).join("");
    });
    return `<path class="ridge" d="${up}"/><path class="ridge ridge--moves" d="${down}"/>`;
  }

  /** On a handle that end moves; elsewhere the window moves under the pointer. */
  drag(event) {
    if (event.button) return;
    const x = (moved) => moved.clientX - this.svg.getBoundingClientRect().left;
    const near = (day) => Math.abs(this.scale.at(day) - x(event)) < 9;
    const { begin, end, days } = this.view;
    const part = near(begin) ? "begin" : near(end) ? "end" : "both";
    const move = (moved) => {
      const [first, last] = this.view.bounds;
      const at = Math.max(first, Math.min(last, this.scale.timeAt(x(moved))));
      if (part === "begin") this.view.show(Math.min(at, end - 20), end);
      else if (part === "end") this.view.show(begin, Math.max(at, begin + 20));
      else this.view.show(at - days / 2, at + days / 2);
    };
    this.svg.setPointerCapture(event.pointerId);
    this.view.hold();
    move(event);
    this.svg.addEventListener("pointermove", move);
    const letGo = () => {
      this.svg.removeEventListener("pointermove", move);
      this.view.release();
    };
    this.svg.addEventListener("lostpointercapture", letGo, { once: true });
  }
}

function totals(lanes) {
  const months = new Map();
  for (const [month, launches, moves] of lanes.flatMap((lane) => lane.months)) {
    const sum = months.get(month) ?? [0, 0];
    months.set(month, [sum[0] + launches, sum[1] + moves]);
  }
  return months;
}
