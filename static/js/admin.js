/* Names what Django's admin leaves nameless: fields that find rows by typing, and tables wider than a phone. */

/** Name a field by its label and by what it holds. */
function name(field) {
  const select = field.closest(".select2").previousElementSibling;
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (!label) return;
  label.id = `${select.id}-label`;
  const held = field.querySelector(".select2-selection__rendered");
  held.setAttribute("aria-labelledby", label.id);
  field.setAttribute("aria-labelledby", `${label.id} ${held.id}`);
}

/** Let a table that scrolls be scrolled by keys, too. */
function reach(group) {
  if (group.scrollWidth > group.clientWidth) group.tabIndex = 0;
}

function mend() {
  document.querySelectorAll(".select2-selection--single").forEach(name);
  document.querySelectorAll(".inline-group").forEach(reach);
}

// Where Django's own scripts make the fields, they have done so when this is called: in the order of asking.
(window.django?.jQuery ?? ((act) => act()))(mend);
addEventListener("resize", mend);
document.addEventListener("formset:added", () => setTimeout(mend));
