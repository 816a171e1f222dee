"""Which table keeps which record, and how rows become records: the one place that knows both."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Column, Row, Table

from db import tables
from send_desktop import records
from send_desktop.records import Derived, Stored

R = TypeVar("R", bound=Stored)
T = TypeVar("T")


def maker(made: type[T], names: Sequence[str] | None = None) -> Callable[[Iterable[Any]], T]:
    """Return a function that makes a record of values in the order of ``names``, by default of its fields.

    It fills the slots itself: lists of thousands are made in less than half the time that the
    records' own constructor takes, which for a frozen class goes by way of the name of each field.
    """
    ordered = names or tuple(field.name for field in fields(cast(Any, made)))
    slots = tuple(getattr(made, name) for name in ordered)
    blank, fill = object.__new__, MemberDescriptorType.__set__

    def make(values: Iterable[Any]) -> T:
        record = blank(made)
        deque(map(fill, slots, repeat(record), values), maxlen=0)
        return record

    return make


@dataclass(frozen=True, slots=True)
class RecordTable(Generic[R]):
    """One kind of record with its table, and the noun by which messages call it."""

    record: type[R]
    table: Table[Any]
    noun: str
    names: tuple[str, ...]
    columns: tuple[Column[Any], ...]
    values: Callable[[R], tuple[Any, ...]]
    """The values of a record in the order of ``names``."""
    make: Callable[[Iterable[Any]], R]
    """The record made of a row that begins at its first column."""

    def read(self, rows: Iterable[Row[Any]]) -> list[R]:
        """Return the records that these rows hold."""
        make = self.make
        return [make(row) for row in rows]


def _entry(record: type[R], table: Table[Any], noun: str) -> RecordTable[R]:
    names = tuple(field.name for field in fields(record))
    by_name = {column.name: column for column in table.columns}
    columns = tuple(by_name[name] for name in names)
    return RecordTable(record, table, noun, names, columns, attrgetter(*names), maker(record))


TEAM = _entry(records.Team, tables.team, "team")
AREA = _entry(records.Area, tables.area, "area")
OFFICER = _entry(records.Officer, tables.officer, "officer")
SERVICE = _entry(records.Service, tables.service, "service")
SETTING = _entry(records.Setting, tables.setting, "setting")
PERSON = _entry(records.Person, tables.person, "child's record")
CARER = _entry(records.Carer, tables.carer, "parent or carer")
REQUEST = _entry(records.Request, tables.request, "request")
ADVICE = _entry(records.Advice, tables.advice, "advice")
CONSULTATION = _entry(records.Consultation, tables.consultation, "consultation")
PROVISION = _entry(records.Provision, tables.provision, "provision")
PLAN_VERSION = _entry(records.PlanVersion, tables.plan_version, "plan")
EXCEPTION_PERIOD = _entry(records.ExceptionPeriod, tables.exception_period, "exception")
LATER_DECISION = _entry(records.LaterDecision, tables.later_decision, "later decision")
CONTACT = _entry(records.Contact, tables.contact, "contact")
NOTE = _entry(records.Note, tables.note, "note")
DOCUMENT = _entry(records.Document, tables.document, "document")
CHASE = _entry(records.Chase, tables.chase, "reminder")
ADVISER_REQUEST = _entry(records.AdviserRequest, tables.adviser_request, "request for an adviser")
DISPUTE = _entry(records.Dispute, tables.dispute, "mediation or appeal")
LETTER = _entry(records.Letter, tables.letter, "letter")
DELAY_REASON = _entry(records.DelayReason, tables.delay_reason, "reason for delay")
LETTER_TEMPLATE = _entry(records.LetterTemplate, tables.letter_template, "letter template")
SAVED_VIEW = _entry(records.SavedView, tables.saved_view, "saved view")
SCHOOL_HOLIDAY = _entry(records.SchoolHoliday, tables.school_holiday, "school holiday")
DECISION_WORDING = _entry(records.DecisionWording, tables.decision_wording, "wording")
PANEL_SERIES = _entry(records.PanelSeries, tables.panel_series, "panel")
PANEL_MEMBER = _entry(records.PanelMember, tables.panel_member, "member of the panel")
PANEL_MEETING = _entry(records.PanelMeeting, tables.panel_meeting, "meeting")
AGENDA_ITEM = _entry(records.AgendaItem, tables.agenda_item, "agenda item")
ATTENDANCE = _entry(records.Attendance, tables.attendance, "attendance")
CONFLICT = _entry(records.Conflict, tables.conflict, "declared interest")
RECOMMENDATION = _entry(records.Recommendation, tables.recommendation, "recommendation")
MEMBER_VIEW = _entry(records.MemberView, tables.member_view, "differing view")
DECISION = _entry(records.Decision, tables.decision, "decision")
PANEL_ACTION = _entry(records.PanelAction, tables.panel_action, "action")
PAPER_FILE = _entry(records.PaperFile, tables.paper_file, "paper")
PAPER = _entry(records.Paper, tables.paper, "paper")
PACK = _entry(records.Pack, tables.pack, "pack")
EXPORT = _entry(records.Export, tables.export, "export")
SENT_SHEET = _entry(records.SentSheet, tables.sent_sheet, "sheet as sent")
MILESTONE = _entry(records.Milestone, tables.milestone, "milestone")
KEPT_FORECAST = _entry(records.KeptForecast, tables.kept_forecast, "month's forecasts")
PUBLISHED_SET = _entry(records.PublishedSet, tables.published_set, "published figures")

ALL: tuple[RecordTable[Any], ...] = (
    TEAM,
    AREA,
    OFFICER,
    SERVICE,
    SETTING,
    PERSON,
    CARER,
    REQUEST,
    ADVICE,
    CONSULTATION,
    PROVISION,
    PLAN_VERSION,
    EXCEPTION_PERIOD,
    LATER_DECISION,
    CONTACT,
    NOTE,
    DOCUMENT,
    CHASE,
    ADVISER_REQUEST,
    DISPUTE,
    LETTER,
    DELAY_REASON,
    LETTER_TEMPLATE,
    SAVED_VIEW,
    SCHOOL_HOLIDAY,
    DECISION_WORDING,
    PANEL_SERIES,
    PANEL_MEMBER,
    PANEL_MEETING,
    AGENDA_ITEM,
    ATTENDANCE,
    CONFLICT,
    RECOMMENDATION,
    MEMBER_VIEW,
    DECISION,
    PANEL_ACTION,
    PAPER_FILE,
    PAPER,
    PACK,
    EXPORT,
    SENT_SHEET,
    MILESTONE,
    KEPT_FORECAST,
    PUBLISHED_SET,
)
"""Every kind, in an order in which each may be added after what it points at."""

_BY_RECORD: dict[type[Stored], RecordTable[Any]] = {entry.record: entry for entry in ALL}


def table_of(record: type[R]) -> RecordTable[R]:
    """Return where a kind of record is kept. A kind without a table is a fault of the program: KeyError."""
    return _BY_RECORD[record]


DERIVED_NAMES = tuple(field.name for field in fields(Derived))
DERIVED_COLUMNS: tuple[Column[Any], ...] = tuple(tables.derived.columns[name] for name in DERIVED_NAMES)
derived_values: Callable[[Derived], tuple[Any, ...]] = attrgetter(*DERIVED_NAMES)
_make_derived = maker(Derived)


def derived_of(row: Sequence[Any]) -> Derived:
    """Return the derived columns of a row as a record; what was never worked out reads as an open case."""
    return Derived() if row[0] is None else _make_derived(row)
