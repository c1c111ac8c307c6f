// A ballot counts what is left, and the screen follows the round. Both work without this script by plain forms and links.
(() => {
  const EVERY = 2000;
  for (const form of document.querySelectorAll("form[data-points]")) followBallot(form);
  const standing = document.querySelector("[data-follow]");
  if (standing) followRound(standing);

  function followBallot(form) {
    const inputs = [...form.querySelectorAll(".ballot-number input")];
    const said = form.querySelector("[data-points-left]");
    const left = () => form.dataset.points - inputs.reduce((sum, input) => sum + number(input), 0);
    const show = () => { said.textContent = words(form.dataset, left()); };
    for (const input of inputs) {
      const label = form.querySelector(`label[for="${input.id}"]`).textContent;
      input.before(step(input, -1, label, left, show));
      input.after(step(input, 1, label, left, show));
      input.addEventListener("input", show);
    }
    show();
  }

  function number(input) {
    return Math.max(0, Number.parseInt(input.value, 10) || 0);
  }

  function words(said, left) {
    if (left === 0) return said.noneLeft;
    if (left > 0) return left === 1 ? said.oneLeft : said.manyLeft.replace("#", left);
    return left === -1 ? said.oneOver : said.manyOver.replace("#", -left);
  }

  function step(input, by, label, left, show) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ballot-step";
    button.textContent = by > 0 ? "+" : "−";
    button.setAttribute("aria-label", `${by > 0 ? "+1" : "−1"}: ${label}`);
    button.addEventListener("click", () => {
      if (by > 0 && left() <= 0) return;
      input.value = Math.max(0, number(input) + by);
      show();
    });
    return button;
  }

  // Asks every other second; the server answers 304 while nobody has voted since. Ends when the round is closed.
  function followRound(place) {
    const lost = document.querySelector("[data-follow-lost]");
    const said = document.querySelector("[data-follow-said]");
    let etag = place.dataset.etag; // of what the page was delivered with
    const show = async (answer) => {
      if (answer.redirected) return window.location.reload();
      if (answer.status !== 200 && answer.status !== 304) throw new Error(answer.status);
      if (answer.status === 200) {
        etag = answer.headers.get("ETag");
        place.innerHTML = await answer.text();
        said.textContent = place.querySelector("[data-round-turnout]").textContent;
      }
      lost.hidden = true;
    };
    const ask = async () => {
      try {
        await show(await fetch(place.dataset.follow, { headers: { "If-None-Match": etag }, cache: "no-store" }));
      } catch {
        lost.hidden = false;
      }
      follow();
    };
    const follow = () => {
      if (!place.querySelector('[data-round-state="closed"]')) setTimeout(ask, EVERY);
    };
    follow();
  }
})();
