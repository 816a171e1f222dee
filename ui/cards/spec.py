"""What a card of the case page is: one entry of a table, from which the page builds and fills it.

To add a card to the case page:

1. Write ``ui/cards/<noun>.py`` with a function ``rows(on: OnCard) -> list[Row]``, pure from ``on.view`` to words.
   What Enter on a row does is the row's ``act``; what else can be done to it stands in the row's ``more``.
2. Make its ``CardSpec`` there: heading, column, widths, the small acts beside its heading, what it says when empty.
3. Put the spec into ``ui/cards/all_cards.py``, in the place where it should stand in its column.

Nothing else has to be changed. A test finds the card as ``case_page.cards["<id>"]``, its rows as ``.table.rows``,
its small acts as ``.buttons``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from send_desktop.records import Case, Directory
from send_desktop.services.cases import CaseView
from send_desktop.services.why import Explanation
from ui.desk import Desk
from ui.pages.page import Page
from ui.widgets.card_table import CardColumn, Row

if TYPE_CHECKING:
    from ui.cards.case_card import CaseCard

DAY = 94
"""The width of a column of dates, at 100 per cent."""


@dataclass(frozen=True, slots=True)
class OnCard:
    """The case as it stands on the screen, and what a card's rows and acts may ask of the page."""

    desk: Desk
    view: CaseView
    directory: Directory
    page: Page
    """For ``wants_form``, ``wants_page``, ``wants_case`` and ``said``."""
    open_act: Callable[..., object]
    """``open_act(act_id, chosen_id=0)`` opens the form of an act of ``case_acts.ACTS``."""
    show_why: Callable[[Explanation], object] = lambda told: None
    """Opens an explanation (``services.why``) at the side."""

    @property
    def case(self) -> Case:
        """The case whole."""
        return self.view.case

    @property
    def is_open(self) -> bool:
        """Say whether the case is open: on any other nobody waits for anything."""
        return self.case.derived.status == "open"


@dataclass(frozen=True, slots=True)
class CardTool:
    """A small act beside a card's heading. ``words`` is a verb; ``whole`` what a screen reader says."""

    words: str
    do: Callable[[OnCard], object]
    whole: str = ""
    is_offered: Callable[[OnCard], bool] = lambda on: True


def act_tool(act_id: str, words: str) -> CardTool:
    """Return the tool that opens the form of an act of ``case_acts.ACTS``, offered while the act is."""
    from ui.dialogs.case_acts import act

    wanted = act(act_id)
    return CardTool(
        words, lambda on: on.open_act(act_id), wanted.title, lambda on: wanted.is_offered(on.case, on.view.today)
    )


def _own_card(spec: CardSpec) -> CaseCard:
    from ui.cards.case_card import CaseCard

    return CaseCard(spec)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpec:
    """One card. Without ``empty`` a card that has no row is not shown; with it, it says so while it has an act."""

    id: str
    heading: str
    side: str
    """'left' or 'right': the column in which it stands, in the order of ``all_cards.CARDS``."""
    columns: tuple[CardColumn, ...]
    rows: Callable[[OnCard], list[Row]]
    tools: tuple[CardTool, ...] = ()
    empty: str = ""
    """What stands there without a row: what would, and how it comes."""
    few: int = 0
    """Rows shown before 'Show all'; 0 shows every one."""
    aside: Callable[[OnCard], str] = lambda on: ""
    """A few words beside the heading: a count, a date."""
    make: Callable[[CardSpec], CaseCard] = _own_card
    """For a card that holds more than a table: a subclass of ``CaseCard``."""
