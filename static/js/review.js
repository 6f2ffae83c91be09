/* Keys of the desk: each decision's own letter presses its button, a figure chooses in an open list, Esc leaves
   a field. The form shows what its way of recording asks for. A decision is sent once. */
import { isMeant } from "./shared.js";

const FIELDS = "input:not([type=hidden]), select, textarea, button";
const form = document.getElementById("accept");
let isSent = false;

/* What is wrong in the form, else what its way alone asks for. */
function toEdit() {
  const parts = form.querySelectorAll("[data-ways][open]");
  return form.querySelector("[aria-invalid=true]") ?? parts[parts.length - 1]?.querySelector(FIELDS);
}

function enter(event) {
  const list = document.querySelector(event.currentTarget.hash).closest(".choose");
  if (list) list.open = true;
  const field = list ? list.querySelector(FIELDS) : toEdit();
  field?.focus();
  field?.select?.();  // what is typed takes the place of what stands there
  event.preventDefault();
}

function choose(figure) {
  const button = document.querySelector(`.choose[open] [data-choice="${figure}"]`);
  button?.click();
  return Boolean(button);
}

/* What Esc leaves: a field, and the lists of choices. */
function leave() {
  if (document.activeElement.closest("main form")) document.activeElement.blur();
  for (const list of document.querySelectorAll(".choose[open]")) list.open = false;
}

/* One list at a time, so that a figure means one thing. */
function alone(event) {
  if (!event.target.open) return;
  for (const list of document.querySelectorAll(".choose[open]")) list.open = list === event.target;
}

function onKey(event) {
  if (event.key === "Escape") leave();
  if (!isMeant(event) || event.repeat) return;
  const name = CSS.escape(event.key);
  const control = document.querySelector(`[data-key="${name}"]`);
  control?.click();
  if (control || choose(name)) event.preventDefault();
}

function onSubmit(event) {
  if (isSent) event.preventDefault();
  isSent = true;
}

function showWay() {
  const way = form.elements.way.value;
  for (const part of form.querySelectorAll("[data-ways]")) part.open = part.dataset.ways.split(" ").includes(way);
}

/* Where the list scrolls in itself, to the one that is open. */
function showOpen() {
  const line = document.querySelector(".waiting[aria-current]");
  const list = line?.closest("ol");
  if (list) list.scrollTop = line.offsetTop - list.offsetTop;
}

document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
addEventListener("pageshow", () => (isSent = false));
form?.elements.way.addEventListener("change", showWay);
for (const link of document.querySelectorAll("a[data-key][href^='#']")) link.addEventListener("click", enter);
for (const list of document.querySelectorAll(".choose")) list.addEventListener("toggle", alone);
showOpen();
