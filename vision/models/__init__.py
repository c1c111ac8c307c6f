"""The council's track: the debate paper, what was said about it, and the themes that came out of it."""

from .contributions import Contribution
from .debate_paper import Challenge, DebatePaper, PaperReading, Question, Solution
from .rounds import Ballot, Candidate, Round, SecretResult, StandIn, Vote
from .themes import Theme

__all__ = [
    "Ballot",
    "Candidate",
    "Challenge",
    "Contribution",
    "DebatePaper",
    "PaperReading",
    "Question",
    "Round",
    "SecretResult",
    "Solution",
    "StandIn",
    "Theme",
    "Vote",
]
