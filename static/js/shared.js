/* What several scripts need: a choice kept in this browser, and whether a key is meant for the page. */

/** What was kept under a name; null for nothing, and where the browser keeps nothing. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keep a value; a browser that keeps nothing still shows it on this page. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* Private windows and full disks: the choice ends with the page. */
  }
}

/** Whether a single key acts: they are switched on, nobody types, and no other script took it. */
export function isMeant(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable], dialog[open]");
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return document.documentElement.dataset.keys !== "off" && !typing && !modified && !event.defaultPrevented;
}
