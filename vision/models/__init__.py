"""The council's track: the debate paper, what was said about it, and the themes that came out of it."""

from .contributions import Contribution
from .debate_paper import Challenge, DebatePaper, PaperReading, Question, Solution
from .drafts import Adoption, Comment, Draft
from .mandates import Mandate
from .rounds import Ballot, Candidate, Round, SecretResult, Substitute, Vote
from .themes import Theme

__all__ = [
    "Adoption",
    "Ballot",
    "Candidate",
    "Challenge",
    "Comment",
    "Contribution",
    "DebatePaper",
    "Draft",
    "Mandate",
    "PaperReading",
    "Question",
    "Round",
    "SecretResult",
    "Solution",
    "Substitute",
    "Theme",
    "Vote",
]
