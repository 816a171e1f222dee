"""Which rows of the workbook a figure counts: said once, and read as a formula and as words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from send_desktop.wording import full_date

OWN = "{own}"
"""Stands in a formula for the first cell of the line that the figure is in."""
IS_OWN = "own"
"""The sign of a test that a column says what the line's first cell says, to the letter."""

Value = str | int | date

_WILD = re.compile(r"[~*?]")
_SIGNS = ("=", "<", ">")
_SIGN_WORDS = {"=": "is", "<>": "is not", ">": "over", "<=": "at most", ">=": "at least", "<": "under"}
_DAY_WORDS = {"=": "is", ">": "after", "<=": "to", ">=": "from", "<": "before"}


@dataclass(frozen=True, slots=True)
class Test:
    """What a row's cell in one column must say."""

    column: str
    value: Value
    sign: str = "="

    @property
    def words(self) -> str:
        """The test as a reader says it."""
        if self.sign == IS_OWN:
            return f"{self.column} as in this line"
        if isinstance(self.value, date):
            return f"{self.column} {_DAY_WORDS[self.sign]} {full_date(self.value)}"
        return f"{self.column} {_SIGN_WORDS[self.sign]} {self.value}"

    def criterion(self) -> str:
        """The test as COUNTIFS takes it. Text is taken to the letter, whatever somebody has called a service."""
        if not isinstance(self.value, str):
            return f'"{"" if self.sign == "=" else self.sign}{plain(self.value)}"'
        letters = _WILD.sub(r"~\g<0>", self.value)
        sign = "" if self.sign == "=" and not letters.startswith(_SIGNS) else self.sign
        return _quoted(f"{sign}{letters}")

    def condition(self, name: str) -> str:
        """The test as a condition over a whole column."""
        if self.sign == IS_OWN:
            return f"EXACT({name},{OWN})"
        value = _quoted(self.value) if isinstance(self.value, str) else plain(self.value)
        return f"({name}{self.sign}{value})"


def _quoted(text: str) -> str:
    """Return text as a formula holds it: what it says can never end it."""
    return '"{}"'.format(text.replace('"', '""'))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that pass every test; every row where there is none."""

    table: str
    tests: tuple[Test, ...] = ()
    every: str = ""
    """A column that holds a number in every row, by which rows without a test are counted."""

    def where(self, *tests: Test) -> "Rows":
        """Return those of the rows that pass further tests."""
        return replace(self, tests=(*self.tests, *tests))

    def between(self, column: str, first: date, last: date) -> "Rows":
        """Return those of the rows with a day from ``first`` to ``last``, both included."""
        return self.where(Test(column, first, ">="), Test(column, last, "<="))

    @property
    def words(self) -> str:
        """Which rows they are, for a reader who filters the table."""
        return words(self.table, self.tests)

    def count(self) -> str:
        """Return how many they are, as a formula."""
        if not self.tests:
            return f"COUNT({range_name(self.table, self.every)})"
        if self._has_own:
            return f"SUMPRODUCT({self._conditions()})"
        return f"COUNTIFS({self._criteria()})"

    def share(self, of: "Rows") -> str:
        """Return their part of others, to a thousandth."""
        return f'IFERROR(ROUND({self.count()}/{of.count()},3),"")'

    def mean_weeks(self, column: str) -> str:
        """Return the mean of their days in a column, in weeks."""
        total = f"SUMIFS({range_name(self.table, column)},{self._criteria()})"
        return f'IFERROR(ROUND({total}/{self.count()}/7,2),"")'

    def percentile_weeks(self, column: str, share: float) -> str:
        """Return a percentile of their days in a column, in weeks: a formula for an array."""
        days = range_name(self.table, column)
        return f'IFERROR(ROUND(PERCENTILE(IF({self._conditions()},{days}),{share})/7,2),"")'

    def median(self, column: str, unit: int = 1) -> str:
        """Return the middle one of their numbers in a column, in units, to one decimal: a formula for an array."""
        return f'IFERROR(ROUND(ROUND(PERCENTILE({self._numbers(column)},0.5)/{unit},6),1),"")'

    def mean(self, column: str, unit: int = 1) -> str:
        """Return the mean of their numbers in a column, in units, to one decimal: a formula for an array."""
        return f'IFERROR(ROUND(ROUND(AVERAGE({self._numbers(column)})/{unit},6),1),"")'

    def _numbers(self, column: str) -> str:
        numbers = range_name(self.table, column)
        return f"IF({self._conditions()},{numbers})" if self.tests else numbers

    def largest(self, column: str) -> str:
        """Return the largest number of theirs in a column: a formula for an array. Empty of none."""
        days = range_name(self.table, column)
        return f'IF({self.count()}=0,"",MAX(IF({self._conditions()},{days})))'

    def earliest(self, column: str) -> str:
        """Return the first of their days in a column: a formula for an array. Empty where none has one."""
        dated = self.where(Test(column, 0, ">"))
        return f'IF({dated.count()}=0,"",MIN(IF({dated._conditions()},{range_name(self.table, column)})))'

    def count_any(self, columns: Iterable[str], first: date, last: date) -> str:
        """Return how many have a day from ``first`` to ``last`` in any of these columns; each counts once."""
        names = [range_name(self.table, column) for column in columns]
        days = "+".join(f"({name}>={plain(first)})*({name}<={plain(last)})" for name in names)
        return f"SUMPRODUCT(--(({days})>0))"

    def total(self, column: str) -> str:
        """Return the sum of their numbers in a column to one decimal: rounded twice, as tenths are uneven in binary."""
        numbers = range_name(self.table, column)
        whole = f"SUMPRODUCT({self._conditions()},{numbers})" if self.tests else f"SUM({numbers})"
        return f"ROUND(ROUND({whole},6),1)"

    @property
    def _has_own(self) -> bool:
        return any(test.sign == IS_OWN for test in self.tests)

    def _criteria(self) -> str:
        return ",".join(f"{range_name(self.table, test.column)},{test.criterion()}" for test in self.tests)

    def _conditions(self) -> str:
        parts = [test.condition(range_name(self.table, test.column)) for test in self.tests]
        return "*".join(parts) if len(parts) > 1 else f"{parts[0]}*1"


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure of the program's, with the rows behind it and the formula that counts them again."""

    value: Any
    rows: Rows
    formula: str
    kind: str = "count"
    is_array: bool = False


def counted(value: Any, rows: Rows) -> Traced:
    """Return a count of rows."""
    return Traced(value, rows, rows.count())


def share(value: Any, part: Rows, of: Rows) -> Traced:
    """Return a share of rows among others."""
    return Traced(value, part, part.share(of), "pct")


def words(table: str, tests: Iterable[Test]) -> str:
    """Return which rows of a table pass tests; two ends of a span of days are said as one."""
    said: list[str] = []
    for test in tests:
        text = test.words
        if said and test.sign == "<=" and isinstance(test.value, date) and said[-1].startswith(f"{test.column} from "):
            said[-1] += f" to {full_date(test.value)}"
        else:
            said.append(text)
    return f"{_shown(table)}: {'; '.join(said) if said else 'every row'}"


def shared_words(figures: Iterable[Traced]) -> str:
    """Return which rows all these figures count among, or by which columns where they share no test."""
    rows = [one.rows for one in figures]
    shared = tuple(test for test in rows[0].tests if all(test in one.tests for one in rows))
    if shared or not rows[0].tests:
        return words(rows[0].table, shared)
    return f"{_shown(rows[0].table)}: by {', '.join(dict.fromkeys(test.column for test in rows[0].tests))}"


def _shown(table: str) -> str:
    return table.replace("_", " ")


def range_name(table: str, column: str) -> str:
    """Return the defined name of a table's column: Cases_Days_open."""
    return f"{safe_name(table)}_{safe_name(column)}"


def safe_name(text: str) -> str:
    """Return text as a part of a defined name."""
    return re.sub(r"\W+", "_", text).strip("_")


def plain(value: Value) -> Value:
    """Return a value as formulas write it: a date as the day number of the 1900 system."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value
