"""From numbers to places across a drawing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Nothing stands at the left edge, the most at the right one."""

    left: float
    right: float
    most: float

    def at(self, number: float) -> float:
        return self.left + (self.right - self.left) * number / self.most
