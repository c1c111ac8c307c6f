// A ballot counts what is left, and the screen follows the round. Both work without this script by plain forms and links.
(() => {
  for (const form of document.querySelectorAll("form[data-points]")) followBallot(form);
  const standing = document.querySelector("[data-follow]");
  if (standing) followRound(standing);

  function followBallot(form) {
    const inputs = [...form.querySelectorAll(".ballot-number input")];
    const left = form.querySelector("[data-points-left]");
    const show = () => {
      const given = inputs.reduce((sum, input) => sum + (Number.parseInt(input.value, 10) || 0), 0);
      left.textContent = `${form.dataset.left} ${form.dataset.points - given}`;
    };
    for (const input of inputs) {
      const label = form.querySelector(`label[for="${input.id}"]`).textContent;
      input.before(step(input, -1, "−", label, show));
      input.after(step(input, 1, "+", label, show));
      input.addEventListener("input", show);
    }
    show();
  }

  function step(input, by, sign, label, show) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ballot-step";
    button.textContent = sign;
    button.setAttribute("aria-label", `${sign === "+" ? "+1" : "−1"}: ${label}`);
    button.addEventListener("click", () => {
      input.value = Math.max(0, (Number.parseInt(input.value, 10) || 0) + by);
      show();
    });
    return button;
  }

  // Asks every other second; the server answers 304 while nobody has voted since.
  function followRound(place) {
    const message = document.querySelector("[data-follow-message]");
    let etag = "";
    const ask = async () => {
      try {
        const answer = await fetch(place.dataset.follow, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
        if (answer.redirected) return window.location.reload();
        if (answer.status === 200) {
          etag = answer.headers.get("ETag") || "";
          place.innerHTML = await answer.text();
        }
        message.hidden = true;
      } catch {
        message.textContent = place.dataset.lost;
        message.hidden = false;
      }
      const state = place.querySelector("[data-round-state]");
      if (!state || state.dataset.roundState !== "closed") setTimeout(ask, 2000);
    };
    setTimeout(ask, 2000);
  }
})();
