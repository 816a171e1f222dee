"""Formulas that count a figure again from the rows in the same workbook, so that a reader can check it."""

from datetime import date

from send_desktop.exports.timeliness.cells import Formula
from send_desktop.exports.timeliness.page import Place
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.measures.limits import FIFTY_TWO_WEEKS, SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS


class Recounts:
    """Makes the formulas; every one runs over the table of cases counted."""

    def __init__(self, cases: Place, sheet: TimelinessSheet) -> None:
        self._cases = cases
        figures = sheet.figures
        self._from, self._to = figures.period_from, min(figures.period_to, figures.as_at)

    def formulas(self) -> dict[str, Formula]:
        """Return a formula by the JSON path of the figure that it recounts."""
        plans, plans_excluding = self._plans(), self._plans("Exception", "No")
        found = {
            "cases": f"COUNT({self._range('Received')})",
            "open_cases": self._count("Status", "Open"),
            "open_over_20_weeks": self._count("Days open", f">{TWENTY_WEEKS}"),
            "open_undecided": self._count("Status", "Open", "Undecided", "Yes"),
            "open_undecided_over_6_weeks": self._count("Undecided", "Yes", "Days open", f">{SIX_WEEKS}"),
            "plans_issued": plans,
            "plans_with_exception": self._plans("Exception", "Yes"),
            "plans_after_dispute": self._count(*self._in_period("Final plan sent"), "After dispute", "Yes"),
        }
        counts = {path: Formula(f"={text}") for path, text in found.items()}
        shares = {
            "within_20_weeks": (f"<={TWENTY_WEEKS}",),
            "weeks_20_to_52": (f">{TWENTY_WEEKS}", f"<={FIFTY_TWO_WEEKS}"),
            "over_52_weeks": (f">{FIFTY_TWO_WEEKS}",),
        }
        for name, limits in shares.items():
            within = [part for limit in limits for part in ("Days to issue", limit)]
            counts[f"{name}.including"] = _share(self._plans(*within), plans)
            counts[f"{name}.excluding"] = _share(self._plans(*within, "Exception", "No"), plans_excluding)
        counts["mean_weeks.including"] = self._mean()
        counts["mean_weeks.excluding"] = self._mean("Exception", "No")
        counts["decisions_within_6_weeks"] = self._in_time("Decision told", "Days to decision", SIX_WEEKS)
        counts["refusals_within_16_weeks"] = self._in_time("Not to issue told", "Days to that", SIXTEEN_WEEKS)
        return counts

    def _in_time(self, on: str, days: str, limit: int) -> Formula:
        base = self._in_period(on)
        return _share(self._count(*base, days, f"<={limit}"), self._count(*base))

    def _mean(self, *more: str) -> Formula:
        criteria = (*self._in_period("Final plan sent"), "After dispute", "No", *more)
        total = f"SUMIFS({self._range('Days to issue')},{self._criteria(criteria)})"
        return Formula(f'=IFERROR(ROUND({total}/{self._count(*criteria)}/7,2),"")', "weeks")

    def _plans(self, *more: str) -> str:
        return self._count(*self._in_period("Final plan sent"), "After dispute", "No", *more)

    def _in_period(self, title: str) -> tuple[str, ...]:
        return title, f">={_serial(self._from)}", title, f"<={_serial(self._to)}"

    def _count(self, *criteria: str) -> str:
        return f"COUNTIFS({self._criteria(criteria)})"

    def _criteria(self, criteria: tuple[str, ...]) -> str:
        pairs = zip(criteria[::2], criteria[1::2], strict=True)
        return ",".join(f'{self._range(title)},"{wanted}"' for title, wanted in pairs)

    def _range(self, title: str) -> str:
        return self._cases.range(title)


def _share(part: str, whole: str) -> Formula:
    return Formula(f'=IFERROR(ROUND({part}/{whole},3),"")', "pct")


def _serial(on: date) -> int:
    """Return the day number by which workbooks count dates (1900 system)."""
    return (on - date(1899, 12, 30)).days
