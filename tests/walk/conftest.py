"""The short form of the walk leaves out what takes minutes."""

from .test_walk import ROWS

collect_ignore = ["test_ten_times.py", "test_words_of_the_vision.py"] if ROWS == "1" else []
