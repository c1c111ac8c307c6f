"""What a spreadsheet shows: its rows, and sentences about what it hides, as the readers of its kinds give them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

MOST_COLUMNS = 50
MOST_LINES = 100_000  # with the empty ones, of which a sheet may claim a million
MOST_NAMED = 20  # rows or cells in one sentence
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Cells: TypeAlias = Sequence[Any]  # of a row: whatever stood in each
Place: TypeAlias = tuple[int, int]  # row and column, the first of each being 1


class Unreadable(Exception):
    """The file is none of its kind, or is broken."""


class TooManyRows(Exception):
    """The file claims more rows than any sheet that a person made."""


@dataclass
class Sheet:
    """One sheet as it is read: cell by cell at first, and then as rows.

    `merged` are the areas that look like one cell: (first row, first column, last row, last column).
    """

    cells: dict[int, dict[int, Any]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_cells: list[str] = field(default_factory=list)
    hidden_words: list[str] = field(default_factory=list)  # of those cells
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncomputed: set[Place] = field(default_factory=set)  # formulas that were never worked out
    repeated: set[Place] = field(default_factory=set)  # that look like the cell above, being one with it
    struck: list[str] = field(default_factory=list)
    emptied: set[Place] = field(default_factory=set)  # cells of which all words are struck out or not seen
    others: list[str] = field(default_factory=list)  # sheets beside this one
    hidden_sheets: list[str] = field(default_factory=list)
    name: str = ""

    def put(self, place: Place, value: Any, *, held: bool = False) -> None:
        """Keep the value of a cell; `held` where there was more in it than is seen."""
        row, column = place
        if row > MOST_LINES:
            raise TooManyRows
        if held and value in (None, ""):
            self.emptied.add(place)
        if value not in (None, "") and column <= MOST_COLUMNS:
            self.cells.setdefault(row, {})[column] = value

    def hide(self, place: Place, words: str) -> None:
        """Note a cell of which nothing is seen; one in a hidden row or column is told with that."""
        row, column = place
        if row not in self.hidden_rows and column not in self.hidden_columns:
            self.hidden_cells.append(f"{letter_of(column)}{row}")
        self.hidden_words.append(words)

    def rows(self) -> list[tuple[int, Cells]]:
        """The rows that are seen, with their numbers; a merged cell stands in each row that it spans."""
        self._spread()
        seen = {row: cells for row, cells in self.cells.items() if row not in self.hidden_rows}
        shown = {row: {c: v for c, v in cells.items() if c not in self.hidden_columns} for row, cells in seen.items()}
        for row in {row for row, _column in self.uncomputed} - self.hidden_rows:
            shown.setdefault(row, {})
        return [
            (row, tuple(cells.get(column) for column in range(1, max(cells, default=0) + 1)))
            for row, cells in sorted(shown.items())
        ]

    def _spread(self) -> None:
        numbers = sorted(self.cells)
        for first, column, last, _last_column in self.merged:
            value = self.cells.get(first, {}).get(column)
            for row in numbers[bisect_left(numbers, first + 1) :] if value is not None else ():
                if row > last:
                    break
                if column not in self.cells[row]:
                    self.cells[row][column] = value
                    self.repeated.add((row, column))

    def take_out_covered(self) -> None:
        """Take out what stands in the cells beneath a merged one, which no program shows."""
        numbers = sorted(self.cells)
        for first, column, last, last_column in self.merged:
            for row in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]:
                cells = self.cells[row]
                for place in [place for place in cells if column <= place <= last_column]:
                    if (row, place) != (first, column):
                        self.hide((row, place), str(cells.pop(place)))

    def remarks(self) -> list[str]:
        """What is not read of the file; asked before `rows` are taken or after."""
        columns = [name_of_column(self, column) for column in sorted(self.hidden_columns) if self._holds(column)]
        rows = [row for row in sorted(self.hidden_rows) if self.cells.get(row)]
        told = [
            (_("Hidden rows have been left out: {names}"), [str(row) for row in rows]),
            (_("Hidden columns have been left out: {names}"), columns),
            (_("Cells that show nothing have been left out: {names}"), self.hidden_cells),
            (_("Hidden sheets have been left out: {names}"), self.hidden_sheets),
            (_("Struck-out text has been left out: “{names}”"), self.struck),
        ]
        return [sentence.format(names=_listed(names)) for sentence, names in told if names]

    def unseen(self) -> list[str]:
        """The words of cells that are hidden: not to be read, but they may have said something of the rest."""
        hidden = [
            value
            for row, cells in self.cells.items()
            for column, value in cells.items()
            if row in self.hidden_rows or column in self.hidden_columns
        ]
        return list(
            dict.fromkeys([*(value for value in hidden if isinstance(value, str)), *self.hidden_words, *self.struck])
        )

    def _holds(self, column: int) -> bool:
        return any(column in cells for cells in self.cells.values())


def name_of_column(sheet: Sheet, column: int) -> str:
    """The heading of a column with its letter: “Note (C)”."""
    first = next((cells[column] for _row, cells in sorted(sheet.cells.items()) if column in cells), "")
    return f"{str(first).strip()[:60]} ({letter_of(column)})".strip()


def letter_of(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = LETTERS[rest] + letters
    return letters


def _listed(names: Iterable[str]) -> str:
    each = list(dict.fromkeys(names))
    return ", ".join(each[:MOST_NAMED]) + (" …" if len(each) > MOST_NAMED else "")
