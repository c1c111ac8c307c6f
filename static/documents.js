/* The documents of an agenda item are searched, added and taken away without leaving the page. Without this file the
   same buttons send the form, which comes back as it was typed. */
"use strict";

(() => {
  document.querySelectorAll("[data-documents]").forEach((box) => {
    const { documents: address, added, takenAway, failed } = box.dataset;
    const field = box.querySelector("input[name=documents]"), words = box.querySelector("input[type=search]");
    const chosen = box.querySelector(".documents-chosen"), found = box.querySelector(".documents-found");
    const told = box.querySelector(".documents-told"), search = box.querySelector(".documents-search button");
    let asked = 0;

    search.addEventListener("click", (event) => { event.preventDefault(); look(); });
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      look();
    });
    found.addEventListener("click", (event) => pressed(event, (button) => {
      const name = button.querySelector("span").textContent;
      put([...codes(), button.value]);
      chosen.append(lineOf(button.value, name));
      button.closest("li").remove();
      told.textContent = added.replace("{name}", () => name);
      words.focus();
    }));
    chosen.addEventListener("click", (event) => pressed(event, (button) => {
      const line = button.closest("li"), name = line.querySelector("span").textContent;
      put(codes().filter((code) => code !== button.value));
      line.remove();
      told.textContent = takenAway.replace("{name}", () => name);
      words.focus();
    }));
    // A draft of this device has the codes alone.
    field.addEventListener("draftfetched", async () => {
      const answer = await ask({ koder: codes().join(" ") });
      if (answer) chosen.replaceChildren(...answer.found.map(({ code, name }) => lineOf(code, name)));
    });

    const codes = () => field.value.split(" ").filter(Boolean);

    function put(list) {
      field.value = list.join(" ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function pressed(event, act) {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      act(button);
    }

    async function look() {
      const turn = ++asked, answer = await ask({ find: words.value, uden: codes().join(" ") });
      if (turn !== asked) return; // a later search has been begun
      told.textContent = answer ? answer.told : failed;
      found.replaceChildren(...(answer?.found ?? []).map(({ code, name }) => resultOf(code, name)));
    }

    async function ask(query) {
      try {
        const answer = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
        return answer.ok && !answer.redirected ? await answer.json() : null;
      } catch {
        return null;
      }
    }

    function resultOf(code, name) {
      const button = made("button", { type: "submit", className: "link-button", name: "add_document", value: code });
      button.append(`${found.dataset.add} `, made("span", { textContent: name }));
      const line = made("li", {});
      line.append(button);
      return line;
    }

    function lineOf(code, name) {
      const button = made("button", { type: "submit", className: "link-button", name: "remove_document", value: code });
      button.append(found.dataset.remove, made("span", { className: "visually-hidden", textContent: ` ${name}` }));
      const line = made("li", {});
      line.append(made("span", { textContent: name }), " ", button);
      return line;
    }
  });

  function made(tag, properties) {
    return Object.assign(document.createElement(tag), properties);
  }
})();
