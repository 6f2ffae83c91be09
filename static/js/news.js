/* Keys of the news: j and k go from story to story, o opens one at its outlet, l what it changed in the ledger. */
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

const acts = {
  j: () => stand(place + 1),
  k: () => stand(Math.max(0, place - 1)),
  o: () => open("[data-open]"),
  l: () => open("[data-ledger]"),
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
