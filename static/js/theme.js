/* The theme switch: follows the system until the reader chooses; the choice stays in this browser. */
import { keep, kept } from "./shared.js";

const KEY = "theme";
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function shown() {
  return root.dataset.theme ?? (dark.matches ? "dark" : "light");
}

function label(button) {
  button.textContent = shown() === "dark" ? "Light theme" : "Dark theme";
}

function start() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  label(button);
  dark.addEventListener("change", () => label(button));
  button.addEventListener("click", () => {
    root.dataset.theme = shown() === "dark" ? "light" : "dark";
    keep(KEY, root.dataset.theme);
    label(button);
  });
}

// What only scripts can do takes its place before the first paint, and is seen from then on.
root.dataset.scripts = "on";
const chosen = kept(KEY);
if (!root.dataset.theme && (chosen === "light" || chosen === "dark")) root.dataset.theme = chosen;
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
