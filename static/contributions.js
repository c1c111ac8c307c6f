// Keeps what is typed until the server has it: a lost connection, or a closed page, loses nothing.
// The form works without this script; with it, the text stays on the device until it is stored.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form || !window.fetch) return;
  const text = form.elements.namedItem("text");
  const token = form.elements.namedItem("token");
  const button = form.querySelector("[type=submit]");
  const buttons = form.querySelectorAll("[type=submit]");
  const message = form.querySelector("[data-keep-message]");
  const label = button.textContent;
  const key = `contribution:${form.dataset.keep}`;
  let kept = read();
  let pressed = button; // which one says where one goes on, also when it is sent again by itself

  if (kept && !text.value) {
    text.value = kept.text;
    token.value = kept.token;
    say(form.dataset.found);
  }
  text.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pressed = event.submitter || button;
    send();
  });
  window.addEventListener("online", () => {
    if (kept && kept.sent) send();
  });

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function store(value) {
    kept = value;
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {
      // Without room on the device the text is still on the screen.
    }
  }

  // A text that was changed after it was sent is another one: under the same token the server would take it for the first.
  function keep() {
    if (kept && kept.sent && kept.sent !== text.value) token.value = newToken();
    store(text.value.trim() ? { text: text.value, token: token.value } : null);
  }

  async function send() {
    if (button.disabled) return;
    store({ text: text.value, token: token.value, sent: text.value });
    const body = new FormData(form);
    if (pressed.name) body.append(pressed.name, pressed.value);
    buttons.forEach((one) => { one.disabled = true; });
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
      await read_answer(answer);
    } catch {
      say(form.dataset.notSent, form.dataset.again);
    }
    buttons.forEach((one) => { one.disabled = false; });
  }

  async function read_answer(answer) {
    if (answer.redirected || answer.status === 403) return say(form.dataset.loggedOut, form.dataset.again);
    if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      const { url } = await answer.json();
      store(null);
      window.location.assign(url);
    } else if (answer.ok) {
      form.submit(); // refused: the page itself says at which field, with the text still in it
    } else {
      say(form.dataset.notSent, form.dataset.again);
    }
  }

  function say(words, action) {
    message.textContent = words;
    message.hidden = false;
    button.textContent = action || label;
  }

  function newToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
})();
