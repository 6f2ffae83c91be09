/* Keys of the news: j and k go from story to story, o opens one at its outlet, l what it changed in the ledger. */
const stories = [...document.querySelectorAll("[data-story]")];
let place = -1;

function stand(at) {
  if (at < 0 || at >= stories.length) return;
  place = at;
  const link = stories[place].querySelector("[data-open]");
  link.focus({ preventScroll: true });
  stories[place].scrollIntoView({ block: "nearest" });
}

function open(name) {
  stories[place]?.querySelector(name)?.click();
}

const acts = {
  j: () => stand(place + 1),
  k: () => stand(Math.max(0, place - 1)),
  o: () => open("[data-open]"),
  l: () => open("[data-ledger]"),
};

function meant(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable], dialog[open]");
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return document.documentElement.dataset.keys !== "off" && !typing && !modified;
}

document.addEventListener("focusin", (event) => {
  const at = stories.indexOf(event.target.closest("[data-story]"));
  if (at >= 0) place = at;
});
document.addEventListener("keydown", (event) => {
  if (acts[event.key] && meant(event)) {
    event.preventDefault();
    acts[event.key]();
  }
});
