"""Texts: what may stand in rich text, pasted text, plain words, differences, order and stems of Danish."""
