"""The council's track: the debate paper, what was said about it, and the themes that came out of it."""

from .contributions import Contribution
from .debate_paper import Challenge, DebatePaper, PaperReading, Question, Solution
from .themes import Theme

__all__ = ["Challenge", "Contribution", "DebatePaper", "PaperReading", "Question", "Solution", "Theme"]
