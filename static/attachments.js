/* Files that are dropped onto an agenda item become its attachments. Each is sent by itself to the address of the form
   that stands there without this file, so that none stops the others and all together may be large. Those that are
   dropped onto the form of a new item go along with it, as if they had been chosen. */
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const MOST = Number(words.most), MOST_BYTES = 64 * 1024 * 1024, KEPT = "attachments-told", PAUSE = 50, LEFT = 250;
  const places = [...document.querySelectorAll("[data-attach]")].map((link) => [link.closest(".agenda-item"), link.href]);
  const fresh = document.querySelector("[data-new-item]");
  const input = fresh && document.getElementById(fresh.dataset.newItem);
  let isSending = false, isPlain = false, timer;

  if (fresh) {
    fresh.dataset.here = words.into;
    places.push([fresh, ""]);
    input.addEventListener("change", tellChosen);
    fresh.addEventListener("submit", (event) => {
      if (!input.files.length || event.defaultPrevented || isPlain) return;
      event.preventDefault();
      sendWhole(event.submitter);
    });
  }
  places.forEach(([item]) => { item.dataset.here = words.here; });
  tellWhatWasDone();
  window.addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault(); });

  // Beside the places, too: a browser would leave the page and show the file.
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const place = isSending ? undefined : placeOf(event);
    event.dataTransfer.dropEffect = place ? "copy" : "none";
    mark(place);
    clearTimeout(timer); // a drag that ends outside of the window is told by nothing
    timer = setTimeout(clear, LEFT);
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    clear();
    const place = isSending ? undefined : placeOf(event), files = [...event.dataTransfer.files];
    if (!place || !files.length) return;
    if (place[0] === fresh) take(files);
    else if (files.length > MOST) tell(place[0], [words.tooMany.replace("{count}", files.length)]);
    else send(place, files);
  });

  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

  function placeOf(event) {
    return places.find(([item]) => item.contains(event.target));
  }

  function mark(place) {
    places.forEach(([item]) => {
      item.classList.add("may-take-files");
      item.classList.toggle("takes-files", item === place?.[0]);
    });
  }

  function clear() {
    places.forEach(([item]) => item.classList.remove("may-take-files", "takes-files"));
  }

  // Beside those that were chosen or dropped before.
  function take(files) {
    const all = new DataTransfer(), before = input.files;
    [...before, ...files].forEach((file) => all.items.add(file));
    input.files = all.files;
    if (!tellChosen()) input.files = before;
  }

  // Whether they can go along as they are.
  function tellChosen() {
    const files = [...input.files], names = files.map((file) => file.name).join(", ");
    const isTooLarge = files.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES;
    if (files.length > MOST) tell(fresh, [words.tooMany.replace("{count}", files.length)]);
    else if (isTooLarge) tell(fresh, [words.tooLarge]);
    else tell(fresh, names ? [say(words.chosen, { names })] : []);
    return files.length <= MOST && !isTooLarge;
  }

  // The form with its files, so that one sees how far they are. What is refused is sent once more, plainly, as the page
  // that comes of it tells what is wrong.
  function sendWhole(button) {
    const data = new FormData(fresh), bar = document.createElement("progress"), request = new XMLHttpRequest();
    data.append(button?.name ?? "", button?.value ?? "");
    tell(fresh, [words.underWay], bar);
    isSending = true;
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.max = total; bar.value = loaded; });
    request.addEventListener("loadend", () => {
      isSending = false;
      const url = addressIn(request);
      if (url) {
        fresh.dispatchEvent(new Event("keptinplace")); // its draft is done with
        location.assign(url);
      } else if (request.status) {
        isPlain = true;
        fresh.requestSubmit(button);
      } else tell(fresh, [words.notSent]);
    });
    request.open("POST", fresh.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
  }

  function addressIn(request) {
    try {
      return JSON.parse(request.responseText).url;
    } catch {
      return ""; // a page: of what is wrong, or to log in
    }
  }

  async function send([item, url], files) {
    isSending = true;
    const refused = [];
    let added = 0;
    for (const [index, file] of files.entries()) {
      tell(item, [say(words.sending, { n: index + 1, m: files.length, name: file.name })]);
      const outcome = await sent(url, file);
      if (!outcome) break; // logged out: so it would be with the next one
      added += outcome.added.length;
      refused.push(...outcome.refused);
    }
    isSending = false;
    if (added + refused.length < files.length) refused.push(words.loggedOut);
    const lines = [say(words.done, { n: added, m: files.length }), ...refused];
    if (added) showAnew(item, lines);
    else tell(item, lines);
  }

  async function sent(url, file) {
    const failed = { added: [], refused: [say(words.failed, { name: file.name })] };
    const data = new FormData();
    data.append("csrfmiddlewaretoken", words.token);
    data.append("file", file);
    try {
      const answer = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 403) return null;
      return answer.ok ? await answer.json() : failed;
    } catch {
      return failed; // no line, or a folder, which no browser can send
    }
  }

  const say = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

  // A live region is heard when something comes into it, and so stands there before.
  function tell(item, lines, ...more) {
    let place = item.querySelector(".attach-status");
    if (!place) {
      place = Object.assign(document.createElement("div"), { className: "attach-status" });
      place.setAttribute("role", "status");
      if (item === fresh) input.after(place);
      else item.append(place);
    }
    setTimeout(() => {
      place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })), ...more);
    }, PAUSE);
  }

  // The page has them now; what was done is told on it.
  function showAnew(item, lines) {
    tell(item, lines);
    if (isWritten(fresh)) return; // a new item is being written, which nobody has asked to leave
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ id: item.id, lines }));
    } catch {
      return; // where nothing can be kept, it stays told here
    }
    history.replaceState(null, "", `#${item.id}`);
    location.reload();
  }

  function isWritten(form) {
    const typed = form?.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea") ?? [];
    return [...typed].some((field) => field.value && field.value !== field.defaultValue);
  }

  function tellWhatWasDone() {
    try {
      const { id, lines } = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
      sessionStorage.removeItem(KEPT);
      const item = id && document.getElementById(id);
      if (item) tell(item, lines);
    } catch {
      // A browser that lets nothing be kept has kept nothing.
    }
  }
})();
