/* The day asked for is shown as soon as one is picked; whoever types it says when it is complete, by Enter. */
const form = document.querySelector("[data-as-of]");
const field = form?.querySelector("[type=date]");
let typed = false;

field?.addEventListener("keydown", (event) => {
  typed = event.key !== "Tab";
});
field?.addEventListener("pointerdown", () => {
  typed = false;
});
field?.addEventListener("change", () => {
  if (!typed && field.value && field.validity.valid) form.requestSubmit();
});
