// Turns the text areas for rich text into editors. Without this script they stay text areas, and work.

const script = document.querySelector("script[data-richtext-editor]");
const words = JSON.parse(script.dataset.richtextWords);
const library = import(script.dataset.richtextEditor);

// What each button does, and when it is pressed or shown.
const BUTTONS = [
  { name: "bold", act: (chain) => chain.toggleBold(), isOn: (editor) => editor.isActive("bold") },
  { name: "italic", act: (chain) => chain.toggleItalic(), isOn: (editor) => editor.isActive("italic") },
  { name: "struck", act: (chain) => chain.toggleStrike(), isOn: (editor) => editor.isActive("strike") },
  { name: "raised", act: (chain) => chain.unsetSubscript().toggleSuperscript(), isOn: (editor) => editor.isActive("superscript") },
  { name: "lowered", act: (chain) => chain.unsetSuperscript().toggleSubscript(), isOn: (editor) => editor.isActive("subscript") },
  { name: "heading", act: (chain) => chain.toggleHeading({ level: 3 }), isOn: (editor) => editor.isActive("heading", { level: 3 }) },
  { name: "smallHeading", act: (chain) => chain.toggleHeading({ level: 4 }), isOn: (editor) => editor.isActive("heading", { level: 4 }) },
  { name: "bullets", act: (chain) => chain.toggleBulletList(), isOn: (editor) => editor.isActive("bulletList") },
  { name: "numbers", act: (chain) => chain.toggleOrderedList(), isOn: (editor) => editor.isActive("orderedList") },
  { name: "link", open: openLinkDialog, isOn: (editor) => editor.isActive("link") },
  { name: "table", act: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }), isShown: isOutsideTable },
  { name: "addRow", act: (chain) => chain.addRowAfter(), isShown: isInTable },
  { name: "deleteRow", act: (chain) => chain.deleteRow(), isShown: isInTable },
  { name: "addColumn", act: (chain) => chain.addColumnAfter(), isShown: isInTable },
  { name: "deleteColumn", act: (chain) => chain.deleteColumn(), isShown: isInTable },
  { name: "deleteTable", act: (chain) => chain.deleteTable(), isShown: isInTable },
  { name: "undo", act: (chain) => chain.undo() },
  { name: "redo", act: (chain) => chain.redo() },
];

function isInTable(editor) {
  return editor.isActive("table");
}

function isOutsideTable(editor) {
  return !isInTable(editor);
}

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// The editor

function extensions(tiptap, levels) {
  return [
    tiptap.Document, tiptap.Paragraph, tiptap.Text, tiptap.HardBreak, tiptap.Bold, tiptap.Italic, tiptap.Blockquote,
    tiptap.Strike, tiptap.Superscript, tiptap.Subscript,
    tiptap.Heading.configure({ levels }),
    tiptap.BulletList, tiptap.OrderedList, numberedItem(tiptap),
    tiptap.Link.configure({ openOnClick: false, enableTarget: false }),
    tiptap.Table, tiptap.TableRow, tiptap.TableHeader, tiptap.TableCell,
    tiptap.Gapcursor, tiptap.UndoRedo,
  ];
}

// An item may have a number of its own, behind which the list counts on.
function numberedItem(tiptap) {
  const value = { default: null, keepOnSplit: false, parseHTML: (node) => node.getAttribute("value") };
  return tiptap.ListItem.extend({ addAttributes() { return { ...this.parent?.(), value }; } });
}

// The label names the editor, as it named the text area; the area's help and error texts describe it.
function attributesFrom(area) {
  const attributes = { role: "textbox", "aria-multiline": "true", lang: document.documentElement.lang, spellcheck: "true" };
  const label = area.labels[0];
  if (label) {
    label.id ||= `${area.id}-label`;
    attributes["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) attributes[name] = area.getAttribute(name);
  }
  return attributes;
}

function edit(area, tiptap) {
  if (area.value !== area.defaultValue) return; // who began to write before the editor came goes on in the text area
  const hadFocus = area === document.activeElement;
  const box = element("div", { className: area.classList.contains("is-invalid") ? "richtext is-invalid" : "richtext" });
  area.before(box);
  const levels = (area.dataset.richtextLevels ?? "3,4").split(",").map(Number);
  const editor = new tiptap.Editor({
    element: box,
    injectCSS: false, // its rules are in richtext.css: the page allows no styles but those of our files
    extensions: extensions(tiptap, levels),
    content: area.dataset.richtext,
    editorProps: { attributes: attributesFrom(area), transformPastedHTML: (html) => pasted(html, levels, (hidden) => tell(box, hidden)) },
    onUpdate: () => store(area, editor),
  });
  box.prepend(toolbar(editor));
  store(area, editor);
  area.form.elements[`${area.name}-format`].value = "html";
  area.hidden = true;
  area.labels[0]?.addEventListener("click", () => editor.commands.focus());
  if (hadFocus) editor.commands.focus();
}

// Who pastes must know what of it is not there: the page that it was copied from did not show it.
function tell(box, hidden) {
  box.parentElement.querySelector(".richtext-left-out")?.remove();
  if (!hidden.length) return;
  const text = words.hiddenLeftOut.replace("{text}", () => hidden.join(" · "));
  const note = element("p", { className: "richtext-left-out", textContent: text });
  note.setAttribute("role", "status");
  box.after(note);
}

function store(area, editor) {
  area.value = editor.isEmpty ? "" : editor.getHTML();
}

// Pasting: what word processors write as headings, lists and tables becomes such, and all else goes.
// The server reads the same things once more (pasted.py), for texts that come past this script.

const LEFT_OUT = "style, script, title, meta, link, xml, img, hr, template, noscript, iframe, object";
const LIST_LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i;
const LIST_MARK = /mso-list:\s*ignore/i;
const COUNTED = /^\(?(?:\d+\.)*(\d+|[a-zæøå]|[ivxlcdm]+)[.)]/i;
const NOTHING = /^0*\.?0+([a-z]+|%)?$/;

function pasted(html, levels, tellHidden) {
  const sheet = rulesOf(html);
  // Styles are only read: under another name, so that the page's rules have nothing to refuse.
  const text = html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/\sstyle\s*=/gi, " data-style=");
  const page = new DOMParser().parseFromString(text, "text/html");
  page.querySelectorAll(LEFT_OUT).forEach((node) => node.remove());
  tellHidden(takeOut(page, sheet));
  page.querySelectorAll("a[href^='#']").forEach(unwrap);
  page.querySelectorAll("b, strong").forEach((node) => { if (/(?<![\w-])font-weight:\s*(normal|[1-5]00)/i.test(styleOf(node))) unwrap(node); });
  page.body.querySelectorAll("*").forEach((node) => mark(page, node, sheet));
  makeLists(page);
  page.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((node) => setLevel(page, node, levels));
  return page.body.innerHTML;
}

// What is hidden, as hidden.py says it

function declarations(text) {
  const found = {};
  for (const each of text.replace(/\/\*[^]*?\*\//g, "").split(";")) {
    const [name, ...value] = each.split(":");
    if (value.length) found[name.trim().toLowerCase()] = value.join(":").toLowerCase().replace("!important", "").trim();
  }
  return found;
}

function rulesOf(html) {
  const css = [...html.matchAll(/<style\b[^>]*>([^]*?)<\/style\s*>/gi)].map((found) => found[1]).join(" ")
    .replace(/\/\*[^]*?\*\/|<!--|-->/g, "").replace(/@media(?![^{]*\b(screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi, "");
  const rules = [];
  for (const [, selectors, text] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!/display|visibility|mso-hide|opacity|font|color|text-|overflow|left|vertical|list-style/i.test(text)) continue;
    for (const selector of selectors.split(",")) {
      const last = /([\w-]*)((?:[.#][\w-]+)*)\s*$/.exec(selector);
      if (/^[a-z]?[^\d]/i.test(last[0].trim()) && !/[.#](\d|-\d|$)/.test(last[0])) rules.push([last[0].trim(), declarations(text)]);
    }
  }
  return rules.slice(0, 500);
}

function stylesOf(node, sheet) {
  const rules = sheet.filter(([selector]) => node.matches(selector)).map(([, styles]) => styles);
  return Object.assign({}, ...rules, declarations(styleOf(node)));
}

function isHidden(node, styles) {
  const isFlat = ["height", "max-height", "width"].some((name) => NOTHING.test(styles[name] ?? ""));
  return node.hasAttribute("hidden") || (node.tagName === "DIALOG" && !node.open) || styles.display === "none"
    || /^(all|screen)$/.test(styles["mso-hide"]) || styles["content-visibility"] === "hidden" || NOTHING.test(styles.opacity ?? "")
    || (isFlat && /^(hidden|clip)$/.test(styles.overflow))
    || ["left", "top", "text-indent", "margin-left"].some((name) => /^-(\d{4,}|\d{3,}(?=r?em))/.test(styles[name] ?? ""));
}

function hidesWords(styles) {
  const said = {};
  if (styles["font-size"]) said.size = NOTHING.test(styles["font-size"]);
  if (styles.visibility) said.visibility = /^(hidden|collapse)$/.test(styles.visibility);
  if (styles.color) said.color = styles.color === "transparent";
  return said;
}

function takeOut(page, sheet) {
  const found = [], hides = new Map([[page.body, {}]]);
  const tell = (text) => { const shown = text.replace(/\s+/g, " ").trim(); if (shown) found.push(shown.slice(0, 200)); };
  for (const node of [...page.body.querySelectorAll("*")]) {
    if (!hides.has(node.parentElement)) continue; // within what was taken out whole
    const styles = stylesOf(node, sheet);
    if (isHidden(node, styles)) {
      tell(node.textContent);
      node.remove();
    } else {
      hides.set(node, { ...hides.get(node.parentElement), ...hidesWords(styles) });
    }
  }
  for (const [node, said] of hides) {
    if (!Object.values(said).some(Boolean)) continue;
    const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
    tell(texts.map((child) => child.data).join(" "));
    texts.forEach((child) => child.remove());
  }
  return found;
}

function styleOf(node) {
  return node.dataset?.style ?? "";
}

function unwrap(node) {
  node.replaceWith(...node.childNodes);
}

function mark(page, node, sheet) {
  const styles = stylesOf(node, sheet), struck = Object.entries(styles).some(([name, value]) => name.startsWith("text-decoration") && value.includes("line-through"));
  const isSpan = node.tagName === "SPAN";
  const tags = [
    ["em", isSpan && /^(italic|oblique)/.test(styles["font-style"])], ["strong", isSpan && /^(bold|[6-9]00)/.test(styles["font-weight"])],
    ["s", struck || (styles["text-line-through"] ?? "none") !== "none"], ["sup", styles["vertical-align"] === "super"], ["sub", styles["vertical-align"] === "sub"],
  ];
  for (const [tag, isSaid] of tags) {
    if (!isSaid || node.tagName.toLowerCase() === tag) continue;
    // Of what holds paragraphs or cells, the words of each.
    const walker = page.createTreeWalker(node, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement.closest(tag)) continue;
      const made = page.createElement(tag);
      text.replaceWith(made);
      made.append(text);
    }
  }
}

function setLevel(page, heading, levels) {
  const level = Number(heading.tagName[1]);
  if (levels.includes(level)) return;
  const made = page.createElement(level < 3 ? "h3" : "h4");
  made.append(...heading.childNodes);
  heading.replaceWith(made);
}

// Word writes an item as a paragraph that says in its style how deep it stands, its number or dot in front.
function makeLists(page) {
  let path = [], last = null;
  for (const paragraph of [...page.querySelectorAll("p")]) {
    const found = LIST_LEVEL.exec(styleOf(paragraph));
    if (!found) continue;
    const dot = [...paragraph.querySelectorAll("span")].find((span) => LIST_MARK.test(styleOf(span)));
    const shown = dot?.textContent.trim() ?? "", level = Number(found[1]);
    dot?.remove();
    if (last === null || paragraph.previousElementSibling !== last) path = [];
    while (path.length && path.at(-1).level > level) path.pop();
    const before = path.at(-1)?.level === level ? path.at(-1) : null;
    const counted = COUNTED.test(shown) ? numberOf(COUNTED.exec(shown)[1], before) : null;
    if (before && before.kind !== counted?.kind) path.pop();
    if (!path.length || path.at(-1).level < level) {
      const list = page.createElement(counted ? "ol" : "ul");
      if (counted && counted.kind !== "1") list.setAttribute("type", counted.kind);
      if (counted && counted.number !== 1) list.setAttribute("start", counted.number);
      if (path.length) path.at(-1).list.lastElementChild.append(list);
      else paragraph.before(list);
      path.push({ level, list, kind: counted?.kind, number: counted ? counted.number - 1 : 0 });
    }
    const item = page.createElement("li"), place = path.at(-1);
    if (counted && counted.number !== place.number + 1) item.setAttribute("value", counted.number);
    place.number = counted?.number ?? 0;
    item.append(...paragraph.childNodes);
    place.list.append(item);
    last = path[0].list;
    paragraph.remove();
  }
}

// “3”, “c” or “iii”, as numbers.py reads it: a lone “i” follows h, or begins.
function numberOf(text, before) {
  if (/^\d+$/.test(text)) return { number: Number(text), kind: "1" };
  const lowered = text.toLowerCase(), isCapital = text !== lowered, ways = [];
  if (/^[a-z]$/.test(lowered)) ways.push({ number: lowered.charCodeAt(0) - 96, kind: isCapital ? "A" : "a" });
  if (/^[ivxlcdm]+$/.test(lowered)) ways.push({ number: roman(lowered), kind: isCapital ? "I" : "i" });
  const kinds = before ? [before.kind] : lowered === "i" || lowered.length > 1 ? ["i", "I"] : [];
  return ways.find((way) => before && way.kind === before.kind && way.number === before.number + 1)
    ?? ways.find((way) => kinds.includes(way.kind)) ?? ways[0] ?? { number: 1, kind: "1" };
}

function roman(text) {
  const values = [...text].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 })[letter]);
  return values.reduce((sum, value, place) => sum + (value < (values[place + 1] ?? 0) ? -value : value), 0);
}

// The buttons: one stop of the tabulator, arrows go from one to the next

function toolbar(editor) {
  const bar = element("div", { className: "richtext-toolbar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  for (const button of BUTTONS) bar.append(toolbarButton(editor, button));
  bar.addEventListener("keydown", (event) => step(bar, event));
  bar.addEventListener("focusin", (event) => makeStop(bar, event.target));
  const update = () => show(bar, editor);
  editor.on("transaction", update);
  update();
  return bar;
}

function toolbarButton(editor, { name, act, open }) {
  const made = element("button", { type: "button", textContent: words[name] });
  made.dataset.name = name;
  made.addEventListener("click", () => (open ? open(editor) : act(editor.chain().focus()).run()));
  return made;
}

function show(bar, editor) {
  BUTTONS.forEach(({ isOn, isShown }, place) => {
    const made = bar.children[place];
    made.hidden = isShown ? !isShown(editor) : false;
    if (isOn) made.setAttribute("aria-pressed", isOn(editor));
  });
  const stop = bar.querySelector("button[tabindex='0']:not([hidden])") ?? bar.querySelector("button:not([hidden])");
  makeStop(bar, stop);
}

function makeStop(bar, stop) {
  for (const made of bar.children) made.tabIndex = made === stop ? 0 : -1;
}

function step(bar, event) {
  const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!direction) return;
  const shown = [...bar.children].filter((made) => !made.hidden);
  event.preventDefault();
  shown.at((shown.indexOf(event.target) + direction) % shown.length).focus();
}

// Links

function address(typed) {
  if (/^(https?:\/\/|mailto:|\/)/i.test(typed)) return typed;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`;
  return /^[^\s:/@]+\.[a-zæøå]{2,}([/?#]\S*)?$/i.test(typed) ? `https://${typed}` : null;
}

function openLinkDialog(editor) {
  const input = element("input", { type: "text", id: "richtext-address", className: "form-control", autocomplete: "url" });
  input.value = editor.getAttributes("link").href ?? "";
  const error = element("p", { className: "richtext-error", id: "richtext-address-error", hidden: true, textContent: words.wrongAddress });
  const buttons = ["setLink", "removeLink", "cancel"].map((name) => {
    const style = name === "setLink" ? "btn btn-primary" : "btn btn-link";
    return element("button", { type: name === "setLink" ? "submit" : "button", className: style, textContent: words[name] });
  });
  const label = element("label", { htmlFor: input.id, textContent: words.address, className: "form-label" });
  const form = element("form", { noValidate: true }, [label, input, error, element("p", { className: "richtext-choices" }, buttons)]);
  const dialog = element("dialog", { className: "richtext-dialog" }, [form]);
  dialog.setAttribute("aria-label", words.link);
  buttons[1].hidden = !editor.isActive("link");
  const link = () => editor.chain().focus().extendMarkRange("link");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = address(input.value.trim());
    error.hidden = Boolean(href);
    input.setAttribute("aria-invalid", !href);
    input.setAttribute("aria-describedby", error.id);
    if (!href) return input.focus();
    dialog.close();
    if (editor.state.selection.empty && !editor.isActive("link")) {
      editor.chain().focus().insertContent({ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      link().setLink({ href }).run();
    }
  });
  buttons[1].addEventListener("click", () => { dialog.close(); link().unsetLink().run(); });
  buttons[2].addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); editor.commands.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}

async function editAll(within) {
  const areas = [...within.querySelectorAll("textarea[data-richtext]:not([data-richtext-ready])")];
  areas.forEach((area) => { area.dataset.richtextReady = ""; });
  const tiptap = await library;
  areas.forEach((area) => edit(area, tiptap));
}

editAll(document);
