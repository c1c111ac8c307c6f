"""The settings, driven by the environment: `base` gathers what `csp`, `logging` and `login` say."""

from .base import *  # noqa: F403
