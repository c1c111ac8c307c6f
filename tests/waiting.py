"""How long a test waits for something that must come: as long as a slow, busy machine may need, and no longer.

A wait ends as soon as what it waits for is there. What never comes still fails, and no test asserts a duration.
"""

import time

PATIENCE = 180  # seconds
# What stands on a page that a browser has: it is drawn in less than two, and in twenty where ten share a processor. A
# journey that got another page than it waits for says so after this time.
FOR_A_PAGE = 60


def wait_until(is_ready, what):
    """The first answer of `is_ready` that is true; an error that it raises counts as “not yet”."""
    give_up, trouble = time.monotonic() + PATIENCE, None
    while time.monotonic() < give_up:
        try:
            if answer := is_ready():
                return answer
        except OSError as error:
            trouble = error
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not come within {PATIENCE} seconds.") from trouble


def sqlite_at(path):
    """The address of a database in a file, whose users wait for each other as long as tests do."""
    return f"sqlite:///{path}?timeout={PATIENCE}"
