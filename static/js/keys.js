/* Keys of the whole site: ? lists them, / finds in the page or searches the site, l changes between chart and list.
   Switched off (WCAG 2.1.4) for every script at once. */
import { isMeant, keep, kept } from "./shared.js";

const KEPT = "single-keys";
const root = document.documentElement;

function find() {
  const field = document.querySelector("main input[type=search]") ?? document.querySelector("[data-search]");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function changeView() {
  const link = document.querySelector("[data-view]:not([aria-current])");
  link?.click();
  return Boolean(link);
}

function start() {
  const dialog = document.getElementById("keys");
  const box = dialog.querySelector("[data-keys-switch]");
  const show = () => (dialog.showModal(), true);
  const acts = { "?": show, "/": find, l: changeView };
  box.checked = root.dataset.keys !== "off";
  box.addEventListener("change", () => {
    root.dataset.keys = box.checked ? "on" : "off";
    keep(KEPT, root.dataset.keys);
  });
  document.querySelector("[data-keys-open]").addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (isMeant(event) && acts[event.key]?.()) event.preventDefault();
  });
}

root.dataset.keys = kept(KEPT) === "off" ? "off" : "on";
start();
