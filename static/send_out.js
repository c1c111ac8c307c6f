/* The button names what is ticked: “Offentliggør, indkald og send 12 mails”. Without this file it says “what is ticked”. */
"use strict";

(() => {
  const form = document.querySelector(".send-out"), button = form?.querySelector("button"), unnamed = button?.textContent;
  if (!form) return;
  const name = () => {
    const phrases = [...form.querySelectorAll("[data-phrase]:checked")].map((box) => box.dataset.phrase);
    const last = phrases.pop();
    const text = phrases.length ? `${phrases.join(", ")} ${form.dataset.and} ${last}` : last;
    button.textContent = text ? text[0].toUpperCase() + text.slice(1) : unnamed;
  };
  form.addEventListener("change", name);
  window.addEventListener("pageshow", name); // also where the browser has put ticks back
})();
