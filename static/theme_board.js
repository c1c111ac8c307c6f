// Moves cards of the board by mouse, touch and keyboard. It sends the page's own forms, and shows the page that
// comes back: what was moved, or in words why it was not. The page works without it.
(() => {
  const main = document.querySelector("main");
  if (!main.querySelector(".board[data-move]") || !window.fetch || !window.PointerEvent) return;
  const START = 6; // as far as a finger or a mouse moves before it drags
  const EDGE = 90; // as near to an edge as it scrolls

  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("aria-live", "assertive");
  document.body.append(live);

  let drag = null; // {pointer, card or column, cards, x, y, ghost, over, frame} while something is dragged
  let lifted = null; // {card, columns, at, from} while the keyboard holds a card
  let isSending = false;

  prepare();
  main.addEventListener("submit", submitted);
  main.addEventListener("keydown", pressed);
  main.addEventListener("focusout", (event) => lifted && event.target === lifted.handle && putBack());
  main.addEventListener("pointerdown", grabbed);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", dropped);
  document.addEventListener("pointercancel", stopDragging);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stopDragging());

  function board() {
    return main.querySelector(".board");
  }

  function words() {
    return board().dataset;
  }

  function columns() {
    return [...board().querySelectorAll(".board-column")];
  }

  function textOf(card) {
    return card.querySelector(".board-text").textContent;
  }

  function titleOf(column) {
    return column.querySelector("h2 a, h2").firstChild.textContent.trim();
  }

  function tell(text) {
    live.textContent = text;
  }

  // Handles are the script's own: without it there is nothing to take hold of.
  function prepare() {
    board().classList.add("board-ready");
    for (const card of board().querySelectorAll(".board-card")) {
      card.append(handle("board-handle", `${words().move}: ${textOf(card)}`));
    }
    for (const column of board().querySelectorAll(".board-column[data-place]")) {
      const place = handle("board-place-handle", words().order);
      place.tabIndex = -1; // the keyboard has the buttons below
      place.setAttribute("aria-hidden", "true");
      place.title = words().order;
      column.querySelector("h2").append(place);
    }
  }

  function handle(name, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = "⠿";
    button.setAttribute("aria-label", label);
    return button;
  }

  // Sending.

  function submitted(event) {
    const form = event.target.closest("form[data-board-form]");
    if (!form) return;
    event.preventDefault();
    const data = new FormData(form);
    const button = event.submitter;
    if (button && button.name) data.set(button.name, button.value);
    send((button && button.getAttribute("formaction")) || form.getAttribute("action"), data, () => focusNotice());
  }

  function sendCards(keys, column) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", main.querySelector("#flyt [name=csrfmiddlewaretoken]").value);
    keys.forEach((key) => data.append("cards", key));
    data.set("act", column.dataset.theme ? "flyt" : "ud");
    data.set("target", column.dataset.theme);
    const [contribution] = keys[0].split(":");
    send(null, data, () => focusCard(`${contribution}:${column.dataset.theme}`));
  }

  async function send(url, data, then) {
    if (isSending) return;
    isSending = true;
    board().classList.add("board-sending");
    try {
      const answer = await fetch(url || window.location.href.split("#")[0], { method: "POST", body: data });
      const isBoard = new URL(answer.url).pathname.startsWith(window.location.pathname);
      if (answer.status === 403 || (answer.ok && !isBoard)) return window.location.reload();
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      show(await answer.text());
      then();
    } catch {
      failed();
    } finally {
      isSending = false;
      board().classList.remove("board-sending");
    }
  }

  // The page that came back takes the place of this one; what was scrolled stays where it was.
  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    if (!fresh || !fresh.querySelector(".board[data-move]")) return window.location.reload();
    const scrolled = new Map(columns().map((column) => [column.id, scrollOf(column)]));
    main.replaceChildren(...fresh.childNodes);
    for (const column of columns()) {
      const list = column.querySelector(".board-cards");
      if (list) list.scrollTop = scrolled.get(column.id) || 0;
    }
    prepare();
    const notice = main.querySelector(".board-notice");
    tell(notice ? notice.querySelector("p").textContent : "");
  }

  function scrollOf(column) {
    const list = column.querySelector(".board-cards");
    return list ? list.scrollTop : 0;
  }

  function failed() {
    let notice = main.querySelector(".board-failed");
    if (!notice) {
      notice = document.createElement("p");
      notice.className = "notice notice-error board-failed";
      board().before(notice);
    }
    notice.textContent = words().failed;
    notice.scrollIntoView({ block: "nearest" });
    tell(words().failed);
  }

  function focusCard(key) {
    const card = board().querySelector(`[data-card="${key}"]`);
    if (!card) return focusNotice();
    card.querySelector(".board-handle").focus();
  }

  function focusNotice() {
    const notice = main.querySelector(".board-notice");
    if (notice) notice.focus();
  }

  // The keyboard.

  function pressed(event) {
    const button = event.target.closest(".board-handle");
    if (!button || isSending) return;
    const isPress = event.key === " " || event.key === "Enter";
    if (!lifted && isPress) {
      event.preventDefault();
      lift(button);
    } else if (lifted && isPress) {
      event.preventDefault();
      putDown();
    } else if (lifted && event.key === "Escape") {
      event.preventDefault();
      putBack();
    } else if (lifted && event.key.startsWith("Arrow")) {
      event.preventDefault();
      choose(event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1);
    }
  }

  function lift(button) {
    const card = button.closest(".board-card");
    const own = card.closest(".board-column");
    lifted = { card, handle: button, columns: columns(), from: columns().indexOf(own), at: columns().indexOf(own) };
    card.classList.add("board-lifted");
    own.classList.add("board-over");
    tell(words().lifted);
  }

  function choose(step) {
    lifted.columns[lifted.at].classList.remove("board-over");
    lifted.at = (lifted.at + step + lifted.columns.length) % lifted.columns.length;
    const column = lifted.columns[lifted.at];
    column.classList.add("board-over");
    column.scrollIntoView({ block: "nearest" });
    tell(`${words().over} ${titleOf(column)}, ${lifted.at + 1}/${lifted.columns.length}`);
  }

  function putDown() {
    const { card, columns: all, at, from } = lifted;
    if (at === from) return putBack();
    unlift();
    sendCards([card.dataset.card], all[at]);
  }

  function putBack() {
    unlift();
    tell(words().back);
  }

  function unlift() {
    lifted.card.classList.remove("board-lifted");
    lifted.columns[lifted.at].classList.remove("board-over");
    lifted = null;
  }

  // Mouse and touch.

  function grabbed(event) {
    if (event.button !== 0 || isSending || drag) return;
    const place = event.target.closest(".board-place-handle");
    const card = event.target.closest(".board-card");
    const onHandle = event.target.closest(".board-handle");
    // A finger beside the handle scrolls the page; a mouse may take the card anywhere but on its link and its box.
    const takesCard = card && (onHandle || (event.pointerType === "mouse" && !event.target.closest("a, input, button")));
    if (!place && !takesCard) return;
    drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY, ghost: null, over: null };
    if (place) drag.column = place.closest(".board-column");
    else drag.card = card;
  }

  function moved(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
      beginDragging();
    }
    drag.x = event.clientX;
    drag.y = event.clientY;
    drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
    look();
  }

  function beginDragging() {
    drag.cards = drag.card ? cardsWith(drag.card) : [];
    drag.ghost = document.createElement("div");
    drag.ghost.className = "board-ghost";
    const one = drag.card ? textOf(drag.card) : titleOf(drag.column);
    drag.ghost.textContent = drag.cards.length > 1 ? `${drag.cards.length} ${words().count}` : one;
    document.body.append(drag.ghost);
    document.documentElement.classList.add("board-dragging");
    (drag.card ? drag.cards : [drag.column]).forEach((thing) => thing.classList.add("board-lifted"));
    window.addEventListener("click", swallow, { capture: true, once: true });
    drag.frame = requestAnimationFrame(scroll);
  }

  // A chosen card takes the other chosen ones along.
  function cardsWith(card) {
    const chosen = [...board().querySelectorAll(".board-card:has(:checked)")];
    return chosen.includes(card) ? chosen : [card];
  }

  function swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  // What lies under the pointer is the target: for a card any column, for a theme another theme.
  function look() {
    const under = document.elementFromPoint(drag.x, drag.y);
    const column = under && under.closest(".board-column");
    const over = column && (drag.card || column.dataset.place) ? column : null;
    if (over === drag.over) return;
    if (drag.over) drag.over.classList.remove("board-over");
    if (over) over.classList.add("board-over");
    drag.over = over;
  }

  function scroll() {
    if (!drag) return;
    const list = drag.over && drag.over.querySelector(".board-cards");
    const step = (top, bottom) => (drag.y < top + EDGE ? -10 : drag.y > bottom - EDGE ? 10 : 0);
    const bar = main.querySelector(".board-bar").offsetHeight;
    window.scrollBy(0, step(0, window.innerHeight - bar));
    if (list && list.scrollHeight > list.clientHeight) {
      const box = list.getBoundingClientRect();
      list.scrollBy(0, step(box.top - EDGE / 2, box.bottom + EDGE / 2));
    }
    look();
    drag.frame = requestAnimationFrame(scroll);
  }

  function dropped(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { card, cards, column, over } = drag;
    const wasDragged = Boolean(drag.ghost);
    stopDragging();
    if (!wasDragged || !over) return;
    if (card) {
      const keys = cards.map((one) => one.dataset.card).filter((key) => key.split(":")[1] !== over.dataset.theme);
      if (keys.length) sendCards(keys, over);
    } else if (over !== column) {
      sendPlace(column, over);
    }
  }

  function sendPlace(column, over) {
    const data = new FormData(main.querySelector("#orden"));
    data.set("plads", over.dataset.place);
    send(column.dataset.placeUrl, data, focusNotice);
  }

  function stopDragging() {
    if (!drag) return;
    cancelAnimationFrame(drag.frame);
    if (drag.ghost) drag.ghost.remove();
    if (drag.over) drag.over.classList.remove("board-over");
    board().querySelectorAll(".board-lifted").forEach((thing) => thing.classList.remove("board-lifted"));
    document.documentElement.classList.remove("board-dragging");
    // Where no click follows the drop, none is swallowed later.
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
    drag = null;
  }
})();
