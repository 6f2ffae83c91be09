/* Pointer, wheel and keys on the chart. */
const SLOP = 4;

/** Drag pans, two fingers and Ctrl with the wheel zoom at the pointer; the plain wheel scrolls the page. */
export function listen(element, view, timeAt, perDay) {
  const fingers = new Map();
  let dragged = false;

  element.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      view.zoom(Math.exp(event.deltaY * 0.004), timeAt(event.clientX));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      view.pan((event.deltaX || event.deltaY) / perDay());
    }
  }, { passive: false });

  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest("[data-overview], [role=tooltip]")) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, event.clientX);
  });

  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    if (!dragged && Math.abs(event.clientX - before) < SLOP) return;
    if (!dragged) element.setPointerCapture(event.pointerId);
    dragged = true;
    const apart = spread(fingers);
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) view.pan((before - event.clientX) / perDay());
    else if (apart > 8 && spread(fingers) > 8) view.zoom(apart / spread(fingers), timeAt(middle(fingers)));
  });

  for (const name of ["pointerup", "pointercancel"]) {
    element.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  // The end of a drag is no click on what lies under it.
  element.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = false;
  }, { capture: true });
  element.addEventListener("dblclick", (event) => {
    if (!event.target.closest("a, [data-overview]")) view.zoom(0.5, timeAt(event.clientX), { settle: true });
  });
}

function spread(fingers) {
  const [a, b] = [...fingers.values()];
  return Math.abs(a - b);
}

function middle(fingers) {
  const [a, b] = [...fingers.values()];
  return (a + b) / 2;
}
