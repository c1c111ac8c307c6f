"""The committees' track: what is done about strategies."""

from .activities import Activity

__all__ = ["Activity"]
