/* Timeline and ledger: the chart taken over from the server, and all that follows the days it shows. */
import { Chart } from "./chart/chart.js";
import { dayOf, dayText, isoOf } from "./chart/time.js";

const PATIENCE_MS = 120;
const REFRESH_MS = 900;
// Whatever leads on from here, or asks for this page in another way.
const LINKS = ".bar a:not([data-first]), .grouping a, .day-shown a";
const FORMS = ".bar form, form[data-as-of]";

/** The address of this page with other parameters, in the one order that addresses have. */
function addressWith(href, changes) {
  const url = new URL(href, location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.searchParams.sort();
  url.search = url.searchParams.toString().replaceAll("%2C", ",");
  return url;
}

/** The days shown go into the address, into everything that leads on from here, and into the list. */
function remember(from, to) {
  const days = { from, to };
  history.replaceState(history.state, "", addressWith(location.href, { ...days, page: "" }));
  for (const link of document.querySelectorAll(LINKS)) link.href = addressWith(link.href, days);
  for (const form of document.querySelectorAll(FORMS)) carry(form, days);
  for (const link of document.querySelectorAll(".bar a[data-first]")) {
    const isShown = link.dataset.first === from && link.dataset.last === to;
    if (isShown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const field of document.querySelectorAll("[data-share]")) field.value = addressWith(field.value, days);
  clearTimeout(resting);
  resting = setTimeout(refresh, REFRESH_MS);
}

function carry(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  }
}

let resting;
let asked;

/** The list of what the chart now shows, from the page that this address names. */
async function refresh() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(location.href, { signal: asked.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-swap]")) {
      const fresh = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
      if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
    }
  } catch (error) {
    if (error.name !== "AbortError") console.warn("The list stays as it was:", error.message);
  }
}

function wireFind(chart) {
  const field = document.querySelector("[data-find]");
  field?.addEventListener("input", () => {
    const found = chart.find(field.value);
    chart.tell(field.value ? `${found} of those in view. Enter searches everything.` : "");
    chart.draw(false, { quiet: true });
  });
}

function wireZoom(chart) {
  const buttons = document.querySelector("[data-zoom]");
  if (!buttons) return;
  buttons.classList.add("zoom--live");
  buttons.addEventListener("click", (event) => chart.act(event.target.dataset.act));
}

/** Sliding travels through what was known; the button takes the whole page there. */
function wirePast(chart) {
  const form = document.querySelector("[data-past]");
  const { firstDay } = chart.data;
  if (!form || !firstDay) return;
  const slider = form.querySelector("[data-past-slider]");
  const today = dayOf(chart.host.dataset.today);
  Object.assign(slider, { min: dayOf(firstDay), max: today, value: chart.asOf });
  const tell = () => {
    form.querySelector("[data-past-day]").value = dayText(slider.valueAsNumber);
    slider.setAttribute("aria-valuetext", dayText(slider.valueAsNumber));
  };
  let timer;
  slider.addEventListener("input", () => {
    tell();
    clearTimeout(timer);
    timer = setTimeout(() => chart.travel(isoOf(slider.valueAsNumber)), PATIENCE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = slider.valueAsNumber;
    location.assign(addressWith(location.href, { as_of: day === today ? "" : isoOf(day) }));
  });
  tell();
  form.hidden = false;
}

/** The item that was opened is the one to come back to. */
function wireChoice(host) {
  host.addEventListener("click", (event) => {
    const key = event.target.closest("a[data-key^='d/']")?.dataset.key;
    if (key && !event.defaultPrevented) history.replaceState(history.state, "", addressWith(location.href, { sel: key.slice(2) }));
  });
}

const host = document.querySelector("[data-timeline]");
if (host) {
  const chart = new Chart(host, remember);
  if (await chart.start(new URLSearchParams(location.search).get("sel"))) {
    wireFind(chart);
    wireZoom(chart);
    wirePast(chart);
    wireChoice(host);
  }
}
