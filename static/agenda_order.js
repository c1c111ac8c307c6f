/* Drag an agenda item to another place, by mouse or finger; with the arrow keys one place at a time.
   The places are stored by the very forms that stand there without this file. */
"use strict";

(() => {
  const items = () => [...document.querySelectorAll(".agenda-item")];

  const formOf = (item) => item.querySelector("form.agenda-move");

  const send = (item, name, value) => {
    const form = formOf(item);
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
    form.submit();
  };

  /* The item over whose half the pointer stands; its place is taken. */
  const itemAt = (y) => items().find((item) => {
    const box = item.getBoundingClientRect();
    return y >= box.top && y < box.bottom;
  });

  const clearMarks = () => items().forEach((item) => item.classList.remove("is-target", "is-moved"));

  const start = (handle, item, event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    item.classList.add("is-moved");
    let target = null;

    const move = (moved) => {
      if (moved.clientY < 60) window.scrollBy(0, -15);
      if (moved.clientY > window.innerHeight - 60) window.scrollBy(0, 15);
      target = itemAt(moved.clientY) || target;
      items().forEach((each) => each.classList.toggle("is-target", each === target && target !== item));
    };
    const end = (ended) => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      clearMarks();
      if (ended.type === "pointerup" && target && target !== item) send(item, "til", target.dataset.number);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };

  document.querySelectorAll(".agenda-handle").forEach((handle) => {
    const item = handle.closest(".agenda-item");
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => start(handle, item, event));
    handle.addEventListener("keydown", (event) => {
      const way = { ArrowUp: "op", ArrowDown: "ned" }[event.key];
      if (!way) return;
      event.preventDefault();
      const button = formOf(item).querySelector(`[value="${way}"]`);
      if (!button.disabled) send(item, "retning", way);
    });
  });
})();
