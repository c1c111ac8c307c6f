"""A drawing as a whole: its size, what it is called, and its shapes from back to front."""

from collections.abc import Iterable
from dataclasses import dataclass

from .shapes import Shape


@dataclass(kw_only=True)
class Sheet:
    """What the one template of drawings shows. In a PDF links inside of drawings are lost: there it is one picture."""

    title: str  # what it shows, in words for those who do not see it
    width: float
    height: float = 0
    top: float = 0  # where it begins, on paper where it is cut
    has_links: bool = False
    is_sized = True  # as wide as it says, unless the page gives it its width

    @property
    def layers(self) -> list[Iterable[Shape]]:
        raise NotImplementedError

    @property
    def role(self) -> str:
        """A picture is one thing to a screen reader; one with links in it is a group of them."""
        return "group" if self.has_links else "img"

    @property
    def view_box(self) -> str:
        return f"0 {self.top:g} {self.width:g} {self.height:g}"
