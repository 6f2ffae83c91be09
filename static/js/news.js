/* Keys of the news: j and k go from story to story, o opens one, l what it changed in the ledger, x shows
   and hides who else has it. */
import { isMeant } from "./shared.js";

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

/* The focus goes to what tells a screen reader whether the list is open; j and k go on from there. */
function unfold() {
  const summary = stories[place]?.querySelector("[data-outlets] > summary");
  summary?.focus({ preventScroll: true });
  summary?.click();
}

const acts = {
  j: () => stand(place + 1),
  k: () => stand(Math.max(0, place - 1)),
  o: () => open("[data-open]"),
  l: () => open("[data-ledger]"),
  x: unfold,
};

document.addEventListener("focusin", (event) => {
  const at = stories.indexOf(event.target.closest("[data-story]"));
  if (at >= 0) place = at;
});
document.addEventListener("keydown", (event) => {
  if (acts[event.key] && isMeant(event)) {
    event.preventDefault();
    acts[event.key]();
  }
});
