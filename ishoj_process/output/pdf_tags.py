"""What WeasyPrint leaves out of a tagged PDF: the scope of table headers, and the register of their ids."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def complete_tags(content):
    """The same document with /Scope on every table header and an /IDTree. Same bytes in, same bytes out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = list(_walk(root))
        for element in elements:
            if element.get("/S") == Name.TR:
                _set_scopes(element)
        _register_ids(root, [element for element in elements if "/ID" in element])
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _walk(root):
    """Every element of the structure tree, parents first."""
    # A list instead of recursion: documents may be nested deeper than Python likes to call.
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(_children(element)))


def _children(element):
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _set_scopes(row):
    """A header in a row of headers alone rules its column; beside data it rules its row."""
    cells = _children(row)
    scope = Name.Column if all(cell.S == Name.TH for cell in cells) else Name.Row
    for header in (cell for cell in cells if cell.S == Name.TH):
        attributes = header.get("/A", Dictionary(O=Name.Table))
        attributes["/Scope"] = scope
        header["/A"] = attributes


def _register_ids(root, elements):
    """List the elements that cells point to by their ids; PDF wants the ids sorted by their bytes."""
    names = Array()
    for key, element in sorted(((bytes(element["/ID"]), element) for element in elements), key=lambda pair: pair[0]):
        names.extend([String(key), element])
    if len(names):
        root["/IDTree"] = Dictionary(Names=names)
