/* A body that is chosen fills in how it usually meets, where nobody has typed anything. Without this file the address of
   the form may name the body (`?udvalg=`), and the server fills it in. */
"use strict";

(() => {
  const boxes = [...document.querySelectorAll("input[name=bodies]")];
  const form = boxes[0]?.form, filled = {};
  if (!form) return;
  boxes.forEach((box) => box.addEventListener("change", fill));

  // Of a joint meeting the first that was chosen.
  function fill({ target }) {
    if (!target.checked || boxes.filter((box) => box.checked).length > 1) return;
    for (const name of ["kind", "place", "start_time"]) {
      const field = form.elements[name], usual = target.getAttribute(`data-usual-${name}`);
      if (!usual || (field.value && field.value !== filled[name])) continue;
      filled[name] = field.value = usual;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
})();
