"""What a panel pack holds, as plain values: everything is worked out before the first page is drawn."""

from dataclasses import dataclass
from datetime import date, datetime, time

from send_desktop.panel_types import PANELS
from send_desktop.records import AgendaItem, Case, PanelMeeting
from send_desktop.track import Track


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as it is shown: a code that gives shape and colour, and always a word."""

    code: str
    """A state of ``risk.STATES``, or 'waiting' or 'plain', which have no colour."""
    word: str


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of the case's clock: what must be done, its last day, and how it stands."""

    title: str
    due: date | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One service's advice: asked, due, in, and how that stands, in words."""

    service: str
    asked_on: date | None
    due_on: date | None
    received_on: date | None
    mark: Mark
    key_point: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One setting consulted: sent, due (15 days after receipt, Code 9.83), and its reply with its grounds."""

    setting: str
    sent_on: date | None
    due_on: date | None
    replied_on: date | None
    answer: str
    place: str
    grounds: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPaper:
    """One paper under an item: the PDF that was made of it, or why a page stands in its place."""

    id: int
    title: str
    pdf_sha256: str
    """The checksum of its PDF; empty where none could be made."""
    pages: int
    """How many pages it takes in the pack; the page in its place counts as one."""
    problem: str = ""
    is_late: bool = False

    @property
    def destination(self) -> str:
        """The name by which links lead to it."""
        return f"paper-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """One case of the agenda, ready to be set. Days left are counted to the day of the meeting."""

    number: int
    item: AgendaItem
    case: Case
    starts: time
    ends: time
    age: int | None
    year_group: str
    rights_holder: str
    primary_need: str
    stage: str
    day_number: int
    """Whole days from the start of the clock to the day of the meeting; day 140 is the end of week 20."""
    legal_title: str
    legal_due: date | None
    days_left: int | None
    """Days from the meeting to the next legal date; below zero when it will have passed."""
    refuse_by: date | None
    """Last day to tell the family that no plan will be issued (16 weeks, reg 10(1)), while that is undecided."""
    mark: Mark
    reason: str
    next_step: str
    track: Track
    limits: tuple[LimitLine, ...] = ()
    safe_dates: tuple[LimitLine, ...] = ()
    exceptions: tuple[str, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    consultations: tuple[ConsultationLine, ...] = ()
    papers: tuple[PackPaper, ...] = ()
    has_front_sheet: bool = True
    """False in a supplement, for a case whose front sheet went out with the pack."""

    @property
    def destination(self) -> str:
        """The name by which links lead to it: its place on the agenda, nothing about the child."""
        return f"item-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPack:
    """A meeting with its cases as at one reading of the store."""

    meeting: PanelMeeting
    area: str
    items: tuple[PackItem, ...]
    profile: str
    """named, initials or reference."""
    as_at: date
    built_at: datetime
    built_by: str
    version: int = 1
    """1 for the first pack built for this meeting, one more for each that followed."""
    supplement: int = 0
    """0 for the pack itself, 1 for supplement S1 and so on: what came after the pack went out."""
    recipient: str = ""
    """Whose copy it is, laid faintly over every page; empty for one copy for all."""
    changes: tuple[str, ...] = ()
    """What differs from the version before, in words."""
    scanned: str = ""
    """What a scan of the papers found, in one sentence; empty where there are none, or names are shown."""

    @property
    def papers(self) -> tuple[PackPaper, ...]:
        """All papers, in order."""
        return tuple(paper for item in self.items for paper in item.papers)

    @property
    def title(self) -> str:
        """The panel and its area, for example 'Issue panel, Kettering'."""
        return f"{PANELS.get(self.meeting.kind, 'Panel')}, {self.area or 'all areas'}"

    @property
    def name(self) -> str:
        """What it is: 'Panel pack', or 'Supplement S1'."""
        return f"Supplement S{self.supplement}" if self.supplement else "Panel pack"

    def page_words(self, page: int, total: int) -> str:
        """Return what stands on a page: 'Pack 57 of 412', or 'S1 page 3 of 12'."""
        return f"S{self.supplement} page {page} of {total}" if self.supplement else f"Pack {page} of {total}"
