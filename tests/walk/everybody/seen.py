"""What is wrong with a page for some of its readers, as a browser shows it: wide, and as narrow as a phone."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1280, 320)
# Asking for contrast takes four fifths of the time, and most of a page looks as the pages before it. A text is asked
# for its contrast where none has stood so before: of its colour and size, within the same classes and backgrounds.
AS_READ = """() => {
  const harmless = axe._audit.rules.filter(rule => ["minor", "moderate"].includes(rule.impact)).map(rule => rule.id);
  const others = Object.fromEntries([...harmless, "color-contrast"].map(id => [id, { enabled: false }]));
  const ask = (where, how) => axe.run(where, { resultTypes: ["violations"], preload: false, ...how });
  const seen = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "fontSize", "fontWeight",
    "position", "textShadow"];
  const short = text => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const isText = element => element.checkVisibility() && (element.matches("input, select, textarea, button")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  window.seriousFaults = async known => {
    const looks = new Map(), fresh = new Map(), before = new Set(known);
    const lookOf = element => {
      if (!element) return "";
      if (!looks.has(element)) {
        const style = getComputedStyle(element), own = seen.map(name => style[name]);
        const what = [lookOf(element.parentElement), element.localName, element.getAttribute("class"), ...own];
        looks.set(element, short(what.join()));
      }
      return looks.get(element);
    };
    for (const element of document.body.querySelectorAll("*"))
      if (isText(element) && !before.has(lookOf(element)) && !fresh.has(lookOf(element)))
        fresh.set(lookOf(element), element);
    const found = [await ask(document, { rules: others })];
    if (fresh.size) found.push(await ask({ include: [...fresh.values()] }, { runOnly: ["color-contrast"] }));
    const faults = found.flatMap(each => each.violations)
      .filter(fault => ["serious", "critical"].includes(fault.impact)).map(fault => [fault.id, fault.nodes[0].html]);
    return [faults, [...fresh.keys()]];
  };
}"""


# WCAG 1.3.1: a heading is at most one step below the one before it. What must be seen to first may stand above the
# title, and what is being written in a field has no place among the page's headings yet.
STEPS_LEFT_OUT = """() => {
  const shown = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility())
    .filter((one) => !one.closest("[role=textbox]"));
  const steps = shown.map((one) => Number(one.tagName[1]));
  const deeper = shown.filter((one, place) => steps[place] > (steps[place - 1] ?? 1) + 1);
  return deeper.map((one) => one.outerHTML.slice(0, 120));
}"""
# WCAG 1.4.12: as who needs more room between the signs sets it.
WIDER_TEXT = """() => {
  const wider = new CSSStyleSheet();
  wider.replaceSync(`p { margin-bottom: 2em !important; }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }`);
  document.adoptedStyleSheets = [wider];
  return document.documentElement.scrollWidth;
}"""


def faults_on(page, looks):
    """What is serious to axe at each width, wider than the window, or a heading out of order. `looks`: see above."""
    page.evaluate(Axe().axe_script)
    page.evaluate(AS_READ)
    faults = [("heading", one) for one in page.evaluate(STEPS_LEFT_OUT)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        shown = page.evaluate("document.documentElement.scrollWidth")
        serious, fresh = page.evaluate("seriousFaults", looks)
        looks += fresh
        faults += [(width, tuple(fault)) for fault in serious]
        faults += [(width, shown)] if shown > width else []
    shown = page.evaluate(WIDER_TEXT)
    return faults + ([("wider text", shown)] if shown > width else [])
