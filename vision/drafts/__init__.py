"""Drafts (*udkast*) of the vision: wordings kept with a number, laid side by side, commented on by their passages."""
