"""A member's reading of an agenda: what is new since, own notes, the folder of files (*mappe*)."""
