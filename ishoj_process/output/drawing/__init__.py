"""The kit of which all drawings are made, for page and PDF: style, shapes, boxes with words, scale, sheet."""
