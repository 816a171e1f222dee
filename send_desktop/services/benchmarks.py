"""Benchmarks: whom the team compares itself with, and its own figures beside theirs.

``comparator_lines`` is the one way in which charts, the workbook and the screen come by published figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from send_desktop.benchmarks import (
    BENCHMARKS,
    Book,
    Chosen,
    ComparatorLine,
    Line,
    Place,
    PublishedYear,
    benchmark,
    lines,
    published_years,
    shipped_book,
)
from send_desktop.benchmarks.published import read_lines, shipped
from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.options import Options, as_text, parse
from send_desktop.records import PublishedSet
from send_desktop.services.acts import act
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import counted, listed

MOST_NEIGHBOURS, MOST_OTHERS = 30, 10
HEADLINE_ID = BENCHMARKS[0].id
"""Issued within 20 weeks, excluding exceptions: the Department's headline."""

CHARTED = ("england", "region", "neighbours")
"""What can stand on the charts beside single authorities: each has its option ``compares_with_...``."""


def comparator_lines(
    reading: Reading, benchmark_id: str = HEADLINE_ID, year: int | None = None
) -> tuple[ComparatorLine, ...]:
    """Return the chosen comparators' published figures, ready for a chart or a sheet, in the order to show them.

    ``benchmark_id`` is one of ``BENCHMARKS``. Of the calendar year given, or each one's newest. England first, then
    the region, the middle of the statistical neighbours, and single authorities; those without a figure are left out.
    Raises KeyError for a measure of which nothing is published.
    """
    book = book_of(reading)
    return lines(book, chosen_of(reading, book), benchmark(benchmark_id), year)


def book_of(reading: Reading) -> Book:
    """Return every published figure that is held: those shipped, with what was read in laid over them in turn."""
    sets = reading.every(PublishedSet)
    return Book(shipped(), (lines_of(reading, one) for one in sets)) if sets else shipped_book()


def england_of(reading: Reading) -> tuple[PublishedYear, ...]:
    """Return England's published years, those that were read in among them, oldest first."""
    return published_years(book_of(reading))


def lines_of(reading: Reading, kept: PublishedSet) -> list[Line]:
    """Return the figures of one set that was read in; none where its content is damaged, so that the others show."""
    try:
        return read_lines(reading.content(kept.sha256).decode("utf-8"))
    except SendDesktopError:
        return []


def chosen_of(reading: Reading, book: Book) -> Chosen:
    """Return what the options say of the authority, its neighbours and the charts; unknown codes are told apart."""
    options = Options.read(reading.options())
    neighbours, others = options.neighbour_codes.split(), options.comparator_codes.split()
    every = [code for code in (options.authority_code, *neighbours, *others) if code]
    ours = book.place(options.authority_code)
    return Chosen(
        ours=ours,
        neighbours=_places(book, neighbours, ours),
        others=_places(book, others, ours),
        on_charts=frozenset(name for name in CHARTED if getattr(options, f"compares_with_{name}")),
        unknown=tuple(code for code in every if not _is_authority(book, code)),
    )


def choose(
    store: Store,
    ours: str,
    neighbours: Sequence[str],
    others: Sequence[str],
    on_charts: Iterable[str],
    by: str,
    today: date,
) -> Changes:
    """Save which authority the team is, its statistical neighbours, and what stands on the charts; codes throughout.

    Raises Refused for a code that is no authority's, for too many, and where nothing would change.
    """
    with act(store, by, "Choose benchmarks", today) as work:
        book = book_of(work)
        _require(book, ours, neighbours, others)
        shown = set(on_charts)
        values: dict[str, str] = {
            "authority_code": ours,
            "neighbour_codes": " ".join(dict.fromkeys(neighbours)),
            "comparator_codes": " ".join(dict.fromkeys(others)),
            **{f"compares_with_{name}": as_text(name in shown) for name in CHARTED},
        }
        changed = _set(work, values)
        note = _chosen_note(book, ours, neighbours, others)
    return Changes(note, everything=True, undo=Undo("Choose benchmarks", note, options=changed))


def _set(work: Work, values: Mapping[str, str]) -> tuple[tuple[str, str | None, str | None], ...]:
    saved = work.options()
    changed = []
    for name, value in values.items():
        before = saved.get(name)
        now = getattr(Options(), name) if before is None else parse(name, before)
        if parse(name, value) != now:
            work.set_option(name, value)
            changed.append((name, value, before))
    if not changed:
        raise Refused("Everything stands as it is chosen here already; nothing was saved.")
    return tuple(changed)


def _require(book: Book, ours: str, neighbours: Sequence[str], others: Sequence[str]) -> None:
    for code in (ours, *neighbours, *others):
        if code and not _is_authority(book, code):
            raise Refused(f"{code} is no authority of which figures are published; nothing was saved.")
    if ours and (ours in neighbours or ours in others):
        raise Refused("The authority that you are cannot be its own neighbour; take it out of the lists.")
    if len(neighbours) > MOST_NEIGHBOURS:
        raise Refused(f"At most {MOST_NEIGHBOURS} neighbours can be kept; nothing was saved.")
    if len(others) > MOST_OTHERS:
        raise Refused(f"At most {MOST_OTHERS} other authorities stand on the charts; nothing was saved.")


def _chosen_note(book: Book, ours: str, neighbours: Sequence[str], others: Sequence[str]) -> str:
    names = book.names()
    place = book.place(ours)
    parts = [f"{place.name} is compared" if place else "The team is compared"]
    beside = [counted(len(neighbours), "statistical neighbour")] if neighbours else []
    beside += [names[code] for code in others if code in names]
    return f"{parts[0]} with {listed(beside)}." if beside else f"{parts[0]} with what is published."


def _places(book: Book, codes: Iterable[str], ours: Place | None) -> tuple[Place, ...]:
    found = (book.place(code) for code in dict.fromkeys(codes))
    return tuple(one for one in found if one and one.level == "authority" and one != ours)


def _is_authority(book: Book, code: str) -> bool:
    place = book.place(code)
    return place is not None and place.level == "authority"
