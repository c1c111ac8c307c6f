"""The red thread: whole from each of its ends, gaps said in words, and nothing that another reader alone may know."""

import pytest

from calendar_app.thread import find_thing, load_thread
from calendar_app.thread_rows import KINDS

from .thread_chain import WHOLE, titles


@pytest.mark.parametrize("kind", KINDS)
def test_whole_thread_is_read_from_each_end(chain, administration, today, kind):
    thread = load_thread(administration, find_thing(administration, kind, getattr(chain, kind).pk), today)

    assert titles(thread) == WHOLE
    assert thread.position == "Tråden er hel, fra det blev rejst, til det blev vedtaget."
    assert [(step.kind, node.title) for step in thread.steps for node in step.nodes if node.is_here] == [
        (kind, WHOLE[kind][0])
    ]
