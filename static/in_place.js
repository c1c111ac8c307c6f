// Forms that are sent while the page stays: what stands in the others, and where one has read to, is not lost. The
// answer is a line beside the button. Refused, or logged out, the form is sent as without this script, and its page says why.
(() => {
  // Before anybody else: drafts leave a form alone whose sending was stopped.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-in-place]")) return;
    event.preventDefault();
    send(event.target);
  }, true);

  async function send(form) {
    if (form.dataset.isSending) return;
    form.dataset.isSending = "yes";
    const told = form.querySelector("[role=status]"), sent = textOf(form);
    told.textContent = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (answer.ok && (answer.headers.get("Content-Type") ?? "").startsWith("application/json")) keep(form, told, sent, await answer.json());
      else if (answer.status < 500) sendAsBefore(form);
      else told.textContent = form.dataset.failed;
    } catch {
      told.textContent = form.dataset.failed;
    }
    delete form.dataset.isSending;
  }

  function keep(form, told, sent, { text, fields }) {
    const isAsSent = textOf(form) === sent; // else somebody wrote on meanwhile, and that is kept nowhere yet
    Object.entries(fields).forEach(([name, value]) => { form.elements.namedItem(name).value = value; });
    if (isAsSent) form.dispatchEvent(new CustomEvent("keptinplace"));
    told.textContent = text;
    const none = form.closest("details")?.querySelector("summary [data-none]");
    if (none) none.hidden = [...form.querySelectorAll("textarea")].some((field) => field.value.trim());
  }

  function sendAsBefore(form) {
    form.removeAttribute("data-in-place");
    form.requestSubmit();
  }

  function textOf(form) {
    return JSON.stringify([...new FormData(form)]);
  }
})();
