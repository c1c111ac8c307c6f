// What every form has more of with a script: a draft on this device, a warning before leaving, a picker beside days and
// hours, and a confirmation that is heard. Without it each form works as it stands.
(() => {
  const { reader, words: told, logOut } = document.currentScript.dataset;
  const words = JSON.parse(told);
  const DAY = 24 * 60 * 60 * 1000, LONGEST_KEPT = 30 * DAY, PAUSE = 400;
  const KEPT = "draft:", SENT = "draft-sent";
  // Forms that keep their text themselves, that are nobody else's to find, or that are no writing.
  const NOT_KEPT = "[data-keep], [data-board-form], [data-no-draft]";
  const TEXT = "textarea, input[type=text], input[type=email], input[type=url], input:not([type])";
  const BOOKKEEPING = ["csrfmiddlewaretoken", "token"];
  const NOT_TYPED = ["file", "password", "submit", "button", "reset", "image"];

  tidy();
  const refused = forgetWhatWasStored();
  const drafts = [...document.querySelectorAll("main form[method=post]")]
    .filter((form) => form.querySelector(TEXT) && !form.querySelector("[type=password]") && !form.matches(NOT_KEPT)).map(keep);
  window.addEventListener("beforeunload", (event) => {
    if (!drafts.some((draft) => draft.isTyped)) return;
    event.preventDefault();
    event.returnValue = ""; // browsers of before ask for it
  });
  document.querySelectorAll(`form[action="${logOut}"]`).forEach((form) => form.addEventListener("submit", () => {
    drafts.forEach((draft) => { draft.isTyped = false; });
    forget((key) => key.startsWith(KEPT) || key.startsWith("contribution:"));
  }));
  document.querySelectorAll("input[data-picker]").forEach(addPicker);
  tellMessages();
  leadToFields();
  standWhereTheAddressLeads();

  // Drafts

  function keep(form) {
    const draft = { isTyped: false };
    const key = `${KEPT}${reader}:${form.getAttribute("action") || location.pathname + location.search}`;
    const token = form.elements.namedItem("token"), fresh = token?.value;
    let atFirst = JSON.stringify(typed(form));
    let found = reader ? read(key) : null, timer;
    // What the server shows again it may have written otherwise, such as the editor's text.
    if (found && (key === refused || JSON.stringify(found.fields) === atFirst)) {
      draft.isTyped = true; // refused, and shown again as it was typed
      found = found.older ?? null;
    } else if (document.querySelector(".error-summary")) draft.isTyped = true;
    let offer = found && offerOf(form, found, fetchIt, dropIt);

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (draft.isTyped) store(true);
      draft.isTyped = false;
      sessionStorage.setItem(SENT, key);
    });
    form.querySelectorAll(".form-actions a").forEach((way) => way.addEventListener("click", () => {
      if (draft.isTyped) store();
      draft.isTyped = false; // who goes back without saving has said so; the draft stays
    }));
    window.addEventListener("pagehide", () => { if (draft.isTyped) store(); });
    form.addEventListener("keptinplace", () => { // stored, and no other page was led to
      clearTimeout(timer);
      draft.isTyped = false;
      atFirst = JSON.stringify(typed(form));
      write(key, offer ? found : null);
    });
    return draft;

    function changed() {
      draft.isTyped = true;
      // A text that was changed after it was sent is another one: under its token the server would take it for the first.
      if (token) token.value = fresh;
      clearTimeout(timer);
      timer = setTimeout(store, PAUSE);
    }

    function store(isSent = false) {
      clearTimeout(timer);
      if (!reader) return;
      const fields = typed(form);
      if (JSON.stringify(fields) === atFirst && !isSent && !document.querySelector(".error-summary")) {
        draft.isTyped = false;
        write(key, found);
        return;
      }
      write(key, { at: Date.now(), fields, token: isSent === true && token ? token.value : "", older: offer ? found : null });
    }

    function fetchIt() {
      offer.remove();
      offer = null;
      fill(form, found.fields);
      if (token && found.token) token.value = found.token;
      draft.isTyped = true;
      form.querySelector(TEXT)?.focus();
    }

    function dropIt() {
      offer.remove();
      offer = null;
      found = found.older ?? null;
      write(key, found);
      if (found) offer = offerOf(form, found, fetchIt, dropIt);
    }
  }

  // What somebody can have typed or chosen, and the version that they saw: who fetches a draft has not seen a newer one.
  function typed(form) {
    return [...form.elements].filter((field) => field.name && !NOT_TYPED.includes(field.type) && !BOOKKEEPING.includes(field.name))
      .map((field) => {
        if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
        if (field.multiple) return [field.name, "", [...field.selectedOptions].map((option) => option.value)];
        return [field.name, "", field.value];
      });
  }

  function fill(form, fields) {
    const left = [...fields], filled = [];
    for (const field of form.elements) {
      const isChoice = field.type === "checkbox" || field.type === "radio";
      const place = left.findIndex(([name, value]) => name === field.name && (!isChoice || value === field.value));
      if (place < 0) continue;
      const [[, , kept]] = left.splice(place, 1);
      if (isChoice) field.checked = kept;
      else if (field.multiple) [...field.options].forEach((option) => { option.selected = kept.includes(option.value); });
      else field.value = kept;
      field.closest("details:not([open])")?.setAttribute("open", "");
      filled.push(field);
    }
    // Not before all are filled: the editor asks the field beside its own what kind of text it is.
    filled.forEach((field) => field.dispatchEvent(new CustomEvent("draftfetched")));
  }

  function offerOf(form, found, fetchIt, dropIt) {
    const box = element("div", { className: "notice draft-offer" });
    box.setAttribute("role", "status");
    const fetched = element("button", { type: "button", className: "btn btn-outline", textContent: words.fetch });
    const dropped = element("button", { type: "button", className: "btn btn-link", textContent: words.drop });
    fetched.addEventListener("click", fetchIt);
    dropped.addEventListener("click", dropIt);
    box.append(element("p", { textContent: words.found.replace("{when}", whenText(new Date(found.at))) }), fetched, dropped);
    form.prepend(box);
    return box;
  }

  function whenText(moment) {
    const hour = `${moment.getHours()}`.padStart(2, "0"), minute = `${moment.getMinutes()}`.padStart(2, "0");
    const midnight = new Date().setHours(0, 0, 0, 0);
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long" }).format(moment);
    const named = moment >= midnight ? words.today : moment >= midnight - DAY ? words.yesterday : words.onDay.replace("{day}", day);
    return words.atHour.replace("{day}", named).replace("{hour}", `${hour}.${minute}`);
  }

  // A form that was stored leads on to another page, of the same reader, on which nothing says that it was refused.
  // Gives the key of one that was not.
  function forgetWhatWasStored() {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    const isLedOn = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
    if (key && isLedOn && reader && key.startsWith(`${KEPT}${reader}:`) && !document.querySelector("main .notice-error")) {
      write(key, read(key)?.older ?? null);
      return "";
    }
    return isLedOn ? "" : key;
  }

  // Another's drafts are not theirs to find who share the device; and one of a month ago is nobody's any more.
  function tidy() {
    if (reader) forget((key) => key.startsWith(KEPT) && !(key.startsWith(`${KEPT}${reader}:`) && read(key)?.at > Date.now() - LONGEST_KEPT));
  }

  function forget(isMeant) {
    try {
      Object.keys(localStorage).filter(isMeant).forEach((key) => localStorage.removeItem(key));
    } catch {
      // A browser that lets nothing be kept has kept nothing.
    }
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {
      // Without room on the device the text is still on the screen, and leaving it is warned of.
    }
  }

  // Days and hours

  function addPicker(text) {
    const native = element("input", { type: text.dataset.picker, tabIndex: -1, className: "picker-native" });
    if (native.type !== text.dataset.picker || !native.showPicker) return; // a browser without one: it is typed
    native.setAttribute("aria-hidden", "true");
    const button = element("button", { type: "button", className: "btn btn-outline picker-button", textContent: words[text.dataset.picker] });
    if (text.closest(".filter-field")) button.title = button.textContent; // drawn as a sign there
    const label = text.labels[0];
    if (label) {
      label.id ||= `${text.id}-label`;
      button.setAttribute("aria-describedby", label.id);
    }
    const box = element("div", { className: "picker" });
    text.before(box);
    box.append(text, button, native);
    button.addEventListener("click", () => {
      native.value = asNative(text.value, native.type);
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      text.value = asTyped(native.value, native.type);
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  }

  function asTyped(value, type) {
    if (type === "time") return value.slice(0, 5).replace(":", ".");
    return value.split("-").reverse().join("-"); // 2023-08-21 and 2023-08
  }

  function asNative(value, type) {
    const parts = value.trim().match(/^\d+([-./]\d+)+$/)?.[0].split(/[-./]/) ?? [];
    if (type === "time") return parts.length === 2 ? parts.map((part) => part.padStart(2, "0")).join(":") : "";
    const [year, ...rest] = parts[0]?.length === 4 ? parts : parts.reverse();
    return year?.length === 4 ? [year, ...rest.map((part) => part.padStart(2, "0"))].join("-") : "";
  }

  // Messages and errors

  // What stands in a page when it is read is not announced: only what comes into it is.
  function tellMessages() {
    const box = document.querySelector(".messages");
    if (!box) return;
    const root = document.documentElement.style, isOver = () => getComputedStyle(box).position === "sticky";
    const room = () => { if (isOver()) root.setProperty("--messages-height", `${box.offsetHeight + 16}px`); };
    room();
    box.querySelectorAll("[role=status]").forEach((message) => {
      const parts = [...message.childNodes];
      message.style.minHeight = `${message.offsetHeight}px`; // nothing below it moves meanwhile
      message.replaceChildren();
      setTimeout(() => { message.append(...parts); room(); }, 50);
    });
    const close = element("button", { type: "button", className: "btn btn-link messages-close", textContent: words.close });
    close.addEventListener("click", () => {
      box.remove();
      root.removeProperty("--messages-height");
    });
    box.append(close);
    // What was read must not lie over what is worked with next: it goes back to its place at the top of the page.
    const leave = (event) => {
      if (box.contains(event.target)) return;
      box.classList.add("messages-read");
      root.removeProperty("--messages-height");
      gestures.forEach((gesture) => removeEventListener(gesture, leave));
    };
    // A press is over when it is a click: what moved beneath it before would take it from what was pressed.
    const gestures = ["wheel", "touchmove", "keydown", "click"];
    gestures.forEach((gesture) => addEventListener(gesture, leave, { passive: true }));
  }

  // A rich text is written in the editor, while its label and its errors lead to the text area behind it.
  function leadToFields() {
    document.querySelectorAll(".error-summary a").forEach((way) => way.addEventListener("click", (event) => {
      const field = document.getElementById(way.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.closest("details")?.setAttribute("open", "");
      const editor = field.hidden ? field.parentElement.querySelector("[role=textbox]") : field;
      (field.labels?.[0] ?? editor).scrollIntoView({ block: "center" });
      editor.focus({ preventScroll: true });
    }));
  }

  // An act leads to what it was about: who goes by keyboard, or listens, goes on from there. Where an error is told, there.
  function standWhereTheAddressLeads() {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || document.querySelector("main [autofocus]")) return;
    place.focus({ preventScroll: true });
    if (document.activeElement === place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }
})();
