/* A page left open asks now and then whether what it shows has changed, and says so in one line. It asks only
   while it is looked at, and ever more rarely while nobody answers. */
const EVERY = 3 * 60_000;
const LONGEST = 60 * 60_000;
const line = document.querySelector("[data-watch]");
let tag = "";
let shown = null;
let wait = EVERY;
let due = 0;
let asking = false;
let timer = 0;

/* The head of a feed without entries is of the day; only entries tell of the record. */
function entriesOf(text) {
  const at = text.indexOf("<entry>");
  return at < 0 ? "" : text.slice(at);
}

/** Whether there is something else than when the page was opened. */
async function isChanged() {
  const headers = tag ? { "If-None-Match": tag } : {};
  const response = await fetch(line.dataset.watch, { headers, cache: "no-store" });
  if (response.status === 304) return false;
  if (!response.ok) throw new Error(`${response.status}`);
  const entries = entriesOf(await response.text());
  tag = response.headers.get("ETag") ?? "";
  shown ??= entries;
  return entries !== shown;
}

function tell() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Show";
  button.addEventListener("click", () => location.reload());
  line.append("The record has changed since you opened this page.", button);
}

function sleep() {
  clearTimeout(timer);
  const isNeeded = !document.hidden && !asking && !line.hasChildNodes();
  if (isNeeded) timer = setTimeout(look, Math.max(0, due - Date.now()));
}

async function look() {
  asking = true;
  try {
    if (await isChanged()) tell();
    wait = EVERY;
  } catch {
    wait = Math.min(2 * wait, LONGEST);
  }
  asking = false;
  due = Date.now() + wait;
  sleep();
}

document.addEventListener("visibilitychange", sleep);
look();
