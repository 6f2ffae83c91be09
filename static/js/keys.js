/* Keys of the whole site: ? lists them, / finds in the page; switched off (WCAG 2.1.4) for every script at once. */
const KEPT = "single-keys";
const root = document.documentElement;

function stored() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(state) {
  try {
    localStorage.setItem(KEPT, state);
  } catch {
    /* A browser that keeps nothing still switches for this page. */
  }
}

function meant(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable], dialog[open]");
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return root.dataset.keys !== "off" && !typing && !modified && !event.defaultPrevented;
}

function find() {
  const field = document.querySelector("main input[type=search]");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function start() {
  const dialog = document.getElementById("keys");
  const box = dialog.querySelector("[data-keys-switch]");
  const show = () => (dialog.showModal(), true);
  const acts = { "?": show, "/": find };
  box.checked = root.dataset.keys !== "off";
  box.addEventListener("change", () => {
    root.dataset.keys = box.checked ? "on" : "off";
    keep(root.dataset.keys);
  });
  document.querySelector("[data-keys-open]").addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (meant(event) && acts[event.key]?.()) event.preventDefault();
  });
}

// Other scripts ask the root whether single keys act: they share no module, for each is named by its content.
root.dataset.keys = stored() === "off" ? "off" : "on";
start();
