// A button beside an address copies it. Without this script the field is there to be marked and copied by hand.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const place = button.closest("[data-copy-place]");
    const field = place.querySelector("input");
    const said = place.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      if (await copied(field)) said.textContent = button.dataset.copy;
    });
    field.addEventListener("focus", () => field.select());
  }

  async function copied(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch { // over plain http, or where the browser asks and is told no
      field.select();
      return document.execCommand("copy");
    }
  }
})();
