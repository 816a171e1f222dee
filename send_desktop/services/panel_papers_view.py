"""The papers of a meeting and its packs, as the screen shows them."""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import Agenda, AgendaItem, Case, Export, MeetingSummary, PanelMember
from send_desktop.services.packs import PackState, pack_state
from send_desktop.services.panel_queue import is_open
from send_desktop.services.panel_rules import papers_closed
from send_desktop.services.papers import PaperLine
from send_desktop.store import Store


@dataclass(frozen=True, slots=True)
class ItemPapers:
    """An item of the agenda with its papers."""

    number: int
    item: AgendaItem
    case: Case
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PapersView:
    """A meeting's papers in the order of its agenda, and how its packs stand."""

    agenda: Agenda
    items: tuple[ItemPapers, ...]
    state: PackState
    exports: tuple[Export, ...]
    """The files that were written for it, newest first."""
    members: tuple[str, ...]
    """Who belongs to its panel, and so may have a copy of their own."""
    today: date

    @property
    def summary(self) -> MeetingSummary:
        """The meeting as a list shows it."""
        cases = frozenset(one.case.id for one in self.items)
        return MeetingSummary(meeting=self.agenda.meeting, area=self.agenda.area, taken=len(self.items), case_ids=cases)

    @property
    def can_add(self) -> bool:
        """Say whether papers can still be added."""
        return is_open(self.agenda.meeting) and bool(self.items)

    @property
    def is_late(self) -> bool:
        """Say whether a paper added now is late, so that somebody has to let it in by name."""
        return papers_closed(self.agenda.meeting, self.today) or self.state.supplement > 0

    @property
    def can_build(self) -> bool:
        """Say whether the pack, or a supplement, can be built now."""
        if self.agenda.meeting.status == "cancelled" or not self.items:
            return False
        return self.state.sent is None or self.state.for_supplement > 0


def papers_view(store: Store, meeting_id: int, today: date) -> PapersView:
    """Return the papers and packs of a meeting. Raises Refused when there is no such meeting."""
    with store.look() as reading:
        agenda = reading.agenda(meeting_id)
        state = pack_state(reading, agenda)
        exports = [line for kind in ("pack", "supplement") for line in reading.exports(kind)]
        series = agenda.meeting.series_id
        members = [one for one in reading.every(PanelMember) if series and one.series_id == series and one.is_active]
    items = (
        ItemPapers(number, item, case, state.lines.get(item.id, ()))
        for number, (item, case) in enumerate(agenda.items, 1)
    )
    ours = sorted((line for line in exports if line.meeting_id == meeting_id), key=lambda line: -line.id)
    return PapersView(agenda, tuple(items), state, tuple(ours), tuple(one.name for one in members), today)
