/* A body that is chosen fills in how it usually meets, where nobody has typed anything else. Without this file the address
   of the form may name the body (`?udvalg=`), and the server fills it in. */
"use strict";

(() => {
  const NAMES = ["kind", "place", "start_time"];
  const boxes = [...document.querySelectorAll("input[name=bodies]")], chosen = () => boxes.filter((box) => box.checked);
  const form = boxes[0]?.form, filled = {};
  if (!form) return;
  const usual = (box, name) => box.getAttribute(`data-usual-${name}`) ?? "";

  // What the server filled in of the body that the address names may be taken back as well.
  const [first, second] = chosen();
  if (first && !second) {
    NAMES.filter((name) => form.elements[name].value === usual(first, name)).forEach((name) => { filled[name] = usual(first, name); });
  }
  boxes.forEach((box) => box.addEventListener("change", fill));

  // Of a joint meeting the first that was chosen.
  function fill({ target }) {
    if (!target.checked || chosen().length > 1) return;
    for (const name of NAMES) {
      const field = form.elements[name];
      if (field.value && field.value !== filled[name]) continue;
      filled[name] = field.value = usual(target, name);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
})();
