// Turns the text areas for rich text into editors. Without this script they stay text areas, and work.

const script = document.querySelector("script[data-richtext-editor]");
const words = JSON.parse(script.dataset.richtextWords);
let library; // a large one, which is not fetched for texts that are folded away
const fetchLibrary = () => (library ??= import(script.dataset.richtextEditor));

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
  const isDraft = "richtextDraft" in area.dataset;
  if (area.value !== area.defaultValue && !isDraft) return; // who began to write before the editor came goes on in the text area
  const hadFocus = area === document.activeElement;
  const box = element("div", { className: area.classList.contains("is-invalid") ? "richtext is-invalid" : "richtext" });
  area.before(box);
  const levels = (area.dataset.richtextLevels ?? "3,4").split(",").map(Number);
  const editor = new tiptap.Editor({
    element: box,
    injectCSS: false, // its rules are in richtext.css: the page allows no styles but those of our files
    extensions: extensions(tiptap, levels),
    content: area.dataset.richtext,
    editorProps: { attributes: attributesFrom(area), transformPastedHTML: (html) => pasted(html, levels, (lost) => tell(box, lost)) },
    onUpdate: () => {
      store(area, editor);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  area.addEventListener("draftfetched", () => fetchDraft(area, editor));
  box.prepend(toolbar(editor));
  if (isDraft) fetchDraft(area, editor);
  else store(area, editor);
  area.form.elements[`${area.name}-format`].value = "html";
  area.hidden = true;
  area.labels[0]?.addEventListener("click", () => editor.commands.focus());
  if (hadFocus) editor.commands.focus();
}

// Who pastes must know what of it is not there: the page that it was copied from did not show it.
function tell(box, lost) {
  box.parentElement.querySelector(".richtext-left-out")?.remove();
  const sentences = lost.filter(([, texts]) => texts.length).map(([sentence, texts]) => sentence.replace("{text}", () => texts.join(" · ")));
  if (!sentences.length) return;
  const note = element("p", { className: "richtext-left-out", textContent: sentences.join(" ") });
  note.setAttribute("role", "status");
  box.after(note);
}

function store(area, editor) {
  area.value = editor.isEmpty ? "" : editor.getHTML();
}

// A draft of this device (forms.js) stands in the area; one that was typed before the editor came is plain.
function fetchDraft(area, editor) {
  const kind = area.form.elements[`${area.name}-format`];
  const lines = area.value.split("\n").filter((line) => line.trim());
  editor.commands.setContent(kind.value === "html" ? area.value : { type: "doc", content: lines.map(paragraph) });
  kind.value = "html";
  store(area, editor);
}

function paragraph(text) {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

// Pasting: what word processors write as headings, lists and tables becomes such, and all else goes.
// The server reads the same things once more (pasted.py), for texts that come past this script.

const LEFT_OUT = "style, script, title, meta, link, xml, img, hr, template, noscript, iframe, object";
const LIST_LEVEL = /^l(\d+)\s+level(\d+)/;
const PLAIN = /^\(?(\d+|[a-z]+)[.):]*$/i;
const SIGNS = /symbol|[wz]\w*dings|webdings|dingbats|marlett/;
const BY_STYLE = {
  "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
  decimal: "1", "decimal-leading-zero": "1", "lower-greek": "α",
};
const GREEK = "αβγδεζηθικλμνξοπρστυφχψω", HIGHEST = 99999;
const IN_POINTS = { pt: 1, px: 0.75, "": 0.75, em: 11, rem: 11, ex: 5, ch: 5, "%": 0.11, cm: 28.3, mm: 2.83, in: 72, pc: 12 };
const BLOCKS = "p, div, blockquote, table, thead, tbody, tr, th, td, ul, ol, li, h1, h2, h3, h4, h5, h6";
const NOTHING = /^0*\.?0+([a-z]+|%)?$/;

function pasted(html, levels, tellLost) {
  const sheet = rulesOf(html);
  // Styles are only read: under another name, so that the page's rules have nothing to refuse.
  const text = html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/\sstyle\s*=/gi, " data-style=");
  const page = new DOMParser().parseFromString(text, "text/html");
  page.querySelectorAll(LEFT_OUT).forEach((node) => node.remove());
  const hidden = takeOut(page, sheet), uncounted = uncountedIn(page, sheet);
  tellLost([[words.hiddenLeftOut, hidden], [words.numbersLost, uncounted]]);
  page.querySelectorAll("a[href^='#']").forEach(unwrap);
  page.querySelectorAll("b, strong").forEach((node) => { if (/(?<![\w-])font-weight:\s*(normal|[1-5]00)/i.test(styleOf(node))) unwrap(node); });
  page.body.querySelectorAll("*").forEach((node) => mark(page, node, sheet));
  page.querySelectorAll("ol, ul").forEach((list) => numberList(page, list, sheet));
  makeLists(page, sheet);
  page.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((node) => setLevel(page, node, levels));
  return page.body.innerHTML;
}

// What is hidden, as hidden.py says it

const WHITE = [255, 255, 255, 1], BLACK = [0, 0, 0, 1], NEARLY = 16, FAINTEST = 0.1;
const COLOURS = { white: WHITE, black: BLACK, windowtext: BLACK, transparent: [0, 0, 0, 0] };
const NOT_ALONE = ["pale", "onColour", "onBlack", "inked"];
const FAR_AWAY = /^-(\d{4,}|\d{3,}(?=r?em))(\.\d+)?[a-z]*$/;
const NO_SIZE = /opacity\(0*\.?0*%?\)|scale[xy]?\(\s*0*\.?0*\s*(,.*)?\)|rotate[xy]\(\s*-?(90|270)deg|matrix\(\s*0\s*,\s*0\s*,/;
const MOVED_AWAY = /translate(x|y|3d)?\([^)]*-(\d{4,}|\d{3,}(?=r?em))/;
const NO_AREA = /^(inset\(\s*(100|[5-9]\d)%|(circle|ellipse)\(\s*0\w*[\s)%]|polygon\(\s*0\w*\s+0\w*\s*(,\s*0\w*\s+0\w*\s*)*\))/;
const FLAT = /^(0*[01]?(\.\d+)?px|0*\.?0+([a-z]+|%)?)$/;
const TINY = /^(0*[01]?(\.\d+)?(px|pt)|0*\.0\d*r?em)$/;

function unescaped(text) {
  return text.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code) => String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)));
}

// {property: value}; `most` are those alone that are called important.
function declarations(text, most = false) {
  const found = {};
  for (const each of unescaped(text.replace(/\/\*[^]*?\*\//g, "")).split(";")) {
    const [name, ...value] = each.split(":"), said = value.join(":");
    if (!value.length || (most && !/!\s*important/i.test(said))) continue;
    found[name.trim().toLowerCase()] = said.toLowerCase().replace(/\s*!\s*important/, "").trim().replace(/\s+/g, " ");
  }
  return found;
}

// The last part of a selector: what stood around what it names was often not copied.
function lastOf(selector) {
  let depth = 0;
  for (let place = selector.length - 1; place >= 0; place -= 1) {
    depth += ")]".includes(selector[place]) - "([".includes(selector[place]);
    if (depth === 0 && /[\s>+~]/.test(selector[place])) return selector.slice(place + 1);
  }
  return selector;
}

function isSelector(text) {
  try {
    return Boolean(text) && !/::|:(before|after|first-line|first-letter|hover|focus|active|visited|target|checked)/.test(text)
      && document.createElement("p").matches(text) !== null;
  } catch {
    return false;
  }
}

function rulesOf(html) {
  const css = [...html.matchAll(/<style\b[^>]*>([^]*?)<\/style\s*>/gi)].map((found) => found[1]).join(" ")
    .replace(/\/\*[^]*?\*\/|<!--|-->/g, "").replace(/@media(?![^{]*\b(screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi, "");
  const rules = [];
  for (const [, selectors, text] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!/display|visibility|mso-|opacity|font|color|text-|background|overflow|height|width|left|right|vertical|list|top|bottom|position|clip|filter|transform|translate|scale/i.test(unescaped(text))) continue;
    for (const selector of selectors.length > 20000 ? [] : selectors.split(/,(?![^(\[]*[)\]])/)) {
      const whole = unescaped(selector).trim(), last = lastOf(whole), asked = last === "*" ? whole : last;
      if (isSelector(asked)) rules.push([asked, declarations(text), declarations(text, true)]);
    }
  }
  const bulleted = [...css.matchAll(/@list\s+l(\d+):level(\d+)\s*\{[^{}]*mso-level-number-format:\s*bullet/gi)].map(([, list, level]) => `${list} ${level}`);
  const custom = Object.fromEntries([...css.matchAll(/(--[\w-]+)\s*:\s*([^;{}]+)/g)].map(([, name, value]) => [name, value.trim().toLowerCase()]));
  return Object.assign(rules.slice(0, 500), { bulleted, custom, counts: css.includes("counter") });
}

function stylesOf(node, sheet) {
  const rules = sheet.filter(([selector]) => node.matches(selector)), own = styleOf(node);
  const styles = Object.assign({}, ...rules.map(([, said]) => said), declarations(own), ...rules.map(([, , most]) => most), declarations(own, true));
  for (const [name, value] of Object.entries(styles)) {
    for (let step = 0, said = value; step < 5 && said.includes("var("); step += 1) {
      said = said.replace(/var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)/g, (_, custom, other) => sheet.custom[custom] ?? other ?? "").slice(0, 200);
      styles[name] = said;
    }
  }
  return styles;
}

function colourOf(text) {
  if (text in COLOURS) return COLOURS[text];
  let found = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text);
  if (found) {
    const figures = found[1].length > 4 ? found[1] : [...found[1]].map((figure) => figure + figure).join("");
    const parts = figures.match(/../g).map((pair) => parseInt(pair, 16));
    return [...parts.slice(0, 3), parts.length > 3 ? parts[3] / 255 : 1];
  }
  found = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text);
  const parts = [...(found?.[2] ?? "").matchAll(/(\d*\.?\d+)(%?)/g)].slice(0, 4).map(([, number, sign]) => [Number(number), sign]);
  if (!found || parts.length < 3) return null;
  const seen = parts.length > 3 ? parts[3][0] / (parts[3][1] ? 100 : 1) : 1;
  if (found[1] === "hsl") {
    const [hue, share, light] = [parts[0][0], parts[1][0] / 100, parts[2][0] / 100], reach = share * Math.min(light, 1 - light);
    const of = (n) => { const k = (n + hue / 30) % 12; return Math.round(255 * (light - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)))); };
    return [of(0), of(8), of(4), seen];
  }
  return [...parts.slice(0, 3).map(([number, sign]) => Math.round(sign ? number * 2.55 : number)), seen];
}

function isNear(one, other) {
  return Boolean(one && other) && [0, 1, 2].every((place) => Math.abs(one[place] - other[place]) <= NEARLY);
}

function isHidden(node, styles) {
  const said = (name) => styles[name] ?? "", faint = /^(\d*\.?\d+)(%?)$/.exec(said("opacity"));
  const isFlat = ["height", "max-height", "width", "max-width"].some((name) => FLAT.test(said(name))) || NOTHING.test(said("line-height"));
  const isFlatRow = node.tagName === "TR" && said("mso-height-rule") === "exactly" && NOTHING.test(said("height"));
  return node.hasAttribute("hidden") || (node.tagName === "DIALOG" && !node.open) || isFlatRow || said("display") === "none"
    || /^(all|screen)$/.test(said("mso-hide")) || said("content-visibility") === "hidden"
    || (faint && Number(faint[1]) / (faint[2] ? 100 : 1) < FAINTEST) || NO_SIZE.test(said("filter")) || NO_SIZE.test(said("transform"))
    || MOVED_AWAY.test(said("transform")) || MOVED_AWAY.test(`translate(${said("translate")})`) || NOTHING.test(said("scale").split(" ")[0])
    || (isFlat && ["overflow", "overflow-x", "overflow-y"].some((name) => /^(hidden|clip)$/.test(said(name))))
    || ["left", "top", "right", "bottom", "text-indent", "margin-left"].some((name) => FAR_AWAY.test(said(name)))
    || /^rect\(\s*(?:[01](?:px)?[ ,]*){4}\)$/.test(said("clip")) || NO_AREA.test(said("clip-path"));
}

function hidesWords(node, styles) {
  const said = {}, ink = styles["-webkit-text-fill-color"] || styles.color || node.getAttribute("color")?.trim().toLowerCase();
  if (styles["font-size"]) said.size = NOTHING.test(styles["font-size"]) || TINY.test(styles["font-size"]);
  else if (styles.font) said.size = styles.font.split(" ").slice(0, -1).some((part) => NOTHING.test(part.split("/")[0]));
  if (styles.visibility) said.visibility = /^(hidden|collapse)$/.test(styles.visibility);
  const colour = ink ? colourOf(ink) : null;
  if (ink) {
    said.color = colour !== null && colour[3] < FAINTEST;
    said.pale = isNear(colour, WHITE) && !said.color;
    said.inked = !isNear(colour, BLACK);
  }
  const grounds = [styles.background, styles["background-color"] ?? node.getAttribute("bgcolor")?.trim().toLowerCase(), styles["mso-highlight"]];
  const coloured = grounds.filter((ground) => ground && !/^(none|transparent|inherit|initial|unset|auto)$/.test(ground))
    .map((ground) => [ground, colourOf(ground)]).filter(([, one]) => !one || (one[3] >= FAINTEST && !isNear(one, WHITE)));
  if (coloured.length) {
    said.onColour = true;
    said.onBlack = coloured.some(([, one]) => isNear(one, BLACK));
    said.same = coloured.some(([ground, one]) => ink === ground || isNear(colour, one));
  }
  return said;
}

function ownTexts(node) {
  return [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
}

function takeOut(page, sheet) {
  const found = [], hides = new Map([[page.body, {}]]);
  const tell = (text) => { const shown = text.replace(/\s+/g, " ").trim(); if (shown) found.push(shown.slice(0, 200)); };
  page.querySelectorAll("table").forEach((table) => takeOutColumns(table, sheet, tell));
  for (const node of [...page.body.querySelectorAll("*")]) {
    if (!hides.has(node.parentElement)) continue; // within what was taken out whole
    const styles = stylesOf(node, sheet);
    if (isHidden(node, styles)) {
      tell(node.textContent);
      node.remove();
    } else {
      hides.set(node, { ...hides.get(node.parentElement), ...hidesWords(node, styles) });
    }
  }
  const hidden = new Set(), pale = new Set();
  for (const [node, said] of hides) {
    if (Object.entries(said).some(([name, isSo]) => isSo && !NOT_ALONE.includes(name))) hidden.add(node);
    else if ((said.pale && !said.onColour) || (said.onBlack && !said.inked)) pale.add(node);
  }
  // Where all is white the page was dark, and its colour was not copied.
  const isOnPaper = [...hides.keys()].some((node) => !hidden.has(node) && !pale.has(node) && ownTexts(node).some((child) => child.data.trim()));
  for (const node of hides.keys()) {
    if (!hidden.has(node) && !(isOnPaper && pale.has(node))) continue;
    const texts = ownTexts(node);
    tell(texts.map((child) => child.data).join(" "));
    texts.forEach((child) => child.remove());
  }
  return found;
}

// The cells of columns that a table hides, as Excel has them on the clipboard.
function takeOutColumns(table, sheet, tell) {
  const hidden = new Set(), reaching = new Map();
  const count = (node, name) => Math.max(1, Math.min(numberOr(node.getAttribute(name), 1), 50));
  let place = 0;
  for (const column of table.querySelectorAll("col")) {
    const styles = stylesOf(column, sheet), span = count(column, "span");
    if (NOTHING.test(styles.width ?? column.getAttribute("width") ?? "1") || isHidden(column, styles) || styles.visibility === "collapse") {
      for (let step = 0; step < span; step += 1) hidden.add(place + step);
    }
    place += span;
  }
  for (const row of hidden.size ? table.rows : []) {
    let at = 0;
    for (const cell of row.cells) {
      while (reaching.get(at) > 0) reaching.set(at, reaching.get(at++) - 1);
      const span = Array.from({ length: count(cell, "colspan") }, (_, step) => at + step);
      span.forEach((each) => reaching.set(each, count(cell, "rowspan") - 1));
      if (span.every((each) => hidden.has(each))) {
        tell(cell.textContent);
        cell.replaceChildren();
      }
      at = span.at(-1) + 1;
    }
    for (const [each, rows] of reaching) if (each >= at && rows > 0) reaching.set(each, rows - 1);
  }
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
    ["s", struck || (styles["text-line-through"] ?? "none") !== "none" || node.classList.contains("msoDel")], ["sup", raised(node, styles) === "sup"], ["sub", raised(node, styles) === "sub"],
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

// `sup` or `sub` of words above or below the line, in each of the ways in which programs put them there.
function raised(node, styles) {
  if (node.matches(BLOCKS) || node.closest("[data-style*='mso-element:dropcap']")) return "";
  const said = [styles["vertical-align"], styles["font-variant-position"]].find((one) => one === "super" || one === "sub");
  if (said) return said === "super" ? "sup" : "sub";
  let up = points(styles["mso-text-raise"]) || points(styles["vertical-align"]);
  if (!up && styles.position === "relative") up = -points(styles.top) || points(styles.bottom);
  return Math.abs(up) < 1 ? "" : up > 0 ? "sup" : "sub";
}

function points(said) {
  const found = /^([+-]?\d*\.?\d+)(pt|px|r?em|ex|ch|%|cm|mm|in|pc|)$/.exec(said ?? "");
  return found ? Number(found[1]) * IN_POINTS[found[2]] : 0;
}

function setLevel(page, heading, levels) {
  const level = Number(heading.tagName[1]);
  if (levels.includes(level)) return;
  const made = page.createElement(level < 3 ? "h3" : "h4");
  made.append(...heading.childNodes);
  heading.replaceWith(made);
}

// How lists are counted, as pasted.py and numbers.py say it: what no list of ours shows stands in words.

function kindIn(node, sheet, otherwise) {
  const styles = stylesOf(node, sheet), said = `${styles["list-style-type"] ?? ""} ${styles["list-style"] ?? ""}`.split(/\s+/);
  const known = said.find((word) => word in BY_STYLE);
  if (known) return BY_STYLE[known];
  if (said.some((word) => /^(none|disc|circle|square)$/.test(word)) && !(sheet.counts && said.includes("none"))) return "";
  const type = node.getAttribute("type") ?? "";
  return (node.tagName === "LI" ? /^[1aAiI]$/ : /^[aAiI]$/).test(type) && node.tagName !== "UL" ? type : otherwise;
}

function numberOr(text, otherwise) {
  const found = /^\s*([+-]?\d{1,9})(?!\d)/.exec(text ?? "");
  return found ? Number(found[1]) : otherwise;
}

function numberList(page, list, sheet) {
  const items = [...list.children].filter((child) => child.tagName === "LI");
  const own = kindIn(list, sheet, list.tagName === "OL" ? "1" : ""), kinds = items.map((item) => kindIn(item, sheet, own));
  if (list.tagName === "UL" && !kinds.some(Boolean)) return;
  const step = list.hasAttribute("reversed") ? -1 : 1;
  let number = numberOr(list.getAttribute("start"), step < 0 ? items.length : 1) - step, part = null;
  for (const child of [...list.children]) {
    const place = items.indexOf(child);
    if (place < 0) {
      (part?.node ?? list).append(child);
      continue;
    }
    number = numberOr(child.getAttribute("value"), number + step);
    const kind = kinds[place], isInWords = kind === "α" || (kind !== "" && (number < 0 || number > HIGHEST));
    const tag = isInWords ? "div" : kind ? "ol" : "ul";
    if (part?.tag !== tag || part.kind !== kind) part = { tag, kind, node: listOf(page, tag, kind, number), number: number - 1 };
    if (!part.node.parentNode) list.before(part.node);
    part.node.append(isInWords ? inWords(page, child, `${(kind === "α" && GREEK[number - 1]) || number}. `) : child);
    child.removeAttribute("value");
    if (tag === "ol" && number !== part.number + 1) child.setAttribute("value", number);
    part.number = number;
  }
  if (part) list.remove();
}

function listOf(page, tag, kind, number) {
  const list = page.createElement(tag);
  if (tag === "ol" && kind !== "1") list.setAttribute("type", kind);
  if (tag === "ol" && number !== 1) list.setAttribute("start", number);
  return list;
}

function inWords(page, item, label) {
  const made = page.createElement("div");
  made.append(...item.childNodes);
  let first = made;
  while (/^(P|DIV)$/.test(first.firstElementChild?.tagName) && !(first.firstChild.nodeType === Node.TEXT_NODE && first.firstChild.data.trim())) first = first.firstElementChild;
  first.prepend(label);
  return made;
}

// Word writes an item as a paragraph that says in its style how deep it stands, its number or dot in front.

function listOfWord(node, sheet) {
  return LIST_LEVEL.exec(stylesOf(node, sheet)["mso-list"] ?? "");
}

function listMark(node, sheet) {
  return [...node.querySelectorAll("span")].find((span) => stylesOf(span, sheet)["mso-list"] === "ignore");
}

function uncountedIn(page, sheet) {
  const found = [...page.querySelectorAll("p")].map((paragraph) => [paragraph, listOfWord(paragraph, sheet)])
    .filter(([paragraph, place]) => place && !listMark(paragraph, sheet) && !sheet.bulleted.includes(`${place[1]} ${place[2]}`));
  return found.map(([paragraph]) => paragraph.textContent.replace(/\s+/g, " ").trim().slice(0, 200)).filter(Boolean);
}

// What is shown before an item: “1.”, or “•” for a dot, which may be a letter of a font of its own.
function shownBefore(mark, sheet) {
  if (!mark) return "•";
  const text = mark.textContent.replace(/\s+/g, " ").trim(), around = [mark, ...mark.querySelectorAll("*")];
  for (let node = mark.parentElement; node && !node.matches(BLOCKS); node = node.parentElement) around.push(node);
  const isDot = text === "o" || text === "§" || !/[\p{L}\p{N}§]/u.test(text);
  return isDot || SIGNS.test(around.map((node) => stylesOf(node, sheet)["font-family"] ?? "").join(" ")) ? "•" : text;
}

function makeLists(page, sheet) {
  let path = [], last = null;
  for (const block of [...page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const found = block.tagName === "P" ? listOfWord(block, sheet) : null, dot = listMark(block, sheet), shown = shownBefore(dot, sheet);
    dot?.remove();
    if (!found) {
      if (dot && shown !== "•") block.prepend(`${shown} `);
      continue;
    }
    const level = Number(found[2]);
    if (last === null || block.previousElementSibling !== last) path = [];
    while (path.length && path.at(-1).level > level) path.pop();
    const before = path.at(-1)?.level === level ? path.at(-1) : null;
    const counted = PLAIN.test(shown) ? numberOf(PLAIN.exec(shown)[1], before) : null;
    if (!counted && shown !== "•") {
      block.prepend(`${shown} `);
      path = [];
      last = block;
      continue;
    }
    if (before && before.kind !== counted?.kind) path.pop();
    if (!path.length || path.at(-1).level < level) {
      const list = listOf(page, counted ? "ol" : "ul", counted?.kind, counted?.number);
      if (path.length) path.at(-1).list.lastElementChild.append(list);
      else block.before(list);
      path.push({ level, list, kind: counted?.kind, number: counted ? counted.number - 1 : 0 });
    }
    const item = page.createElement("li"), place = path.at(-1);
    if (counted && counted.number !== place.number + 1) item.setAttribute("value", counted.number);
    place.number = counted?.number ?? 0;
    item.append(...block.childNodes);
    place.list.append(item);
    last = path[0].list;
    block.remove();
  }
}

// “3”, “c” or “iii”, as numbers.py reads it: a lone “i” follows h, or begins. Nothing of “ab” and of heaps of figures.
function numberOf(text, before) {
  if (/^\d+$/.test(text)) return text.length < 7 && Number(text) <= HIGHEST ? { number: Number(text), kind: "1" } : null;
  const lowered = text.toLowerCase(), isCapital = text[0] !== lowered[0], ways = [];
  if (/^[a-z]$/.test(lowered)) ways.push({ number: lowered.charCodeAt(0) - 96, kind: isCapital ? "A" : "a" });
  if (/^m{0,3}(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})$/.test(lowered)) ways.push({ number: roman(lowered), kind: isCapital ? "I" : "i" });
  const kinds = before ? [before.kind] : lowered === "i" || lowered.length > 1 ? ["i", "I"] : [];
  return ways.find((way) => before && way.kind === before.kind && way.number === before.number + 1)
    ?? ways.find((way) => kinds.includes(way.kind)) ?? ways[0] ?? null;
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

// What is folded away gets its editors when it is opened.
async function editAll(within) {
  const areas = [...within.querySelectorAll("textarea[data-richtext]:not([data-richtext-ready])")];
  const shown = areas.filter((area) => !area.closest("details:not([open])"));
  areas.filter((area) => !shown.includes(area)).forEach(wait);
  shown.forEach((area) => { area.dataset.richtextReady = ""; });
  if (!shown.length) return;
  const tiptap = await fetchLibrary();
  shown.forEach((area) => edit(area, tiptap));
}

function wait(area) {
  area.addEventListener("draftfetched", () => { area.dataset.richtextDraft = ""; }, { once: true });
  const fold = area.closest("details:not([open])");
  fold.addEventListener("toggle", () => editAll(fold), { once: true });
}

editAll(document);
