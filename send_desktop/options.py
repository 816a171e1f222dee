"""The team's options as one table: names, defaults, units and what each one changes.

Read by risk, by the options screen and by the manual; saved as text, a name to a value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from send_desktop.errors import Refused

YES = frozenset({"yes", "true", "1", "on"})
NO = frozenset({"no", "false", "0", "off"})

Value = int | bool | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option. ``kind`` is 'whole' (a number between the two ends, both included), 'yes_no' or 'text'.

    A text has at most ``highest`` characters.
    """

    name: str
    title: str
    default: Value
    unit: str = ""
    kind: str = "whole"
    lowest: int = 0
    highest: int = 0
    help: str = ""
    group: str = "team"
    """The key in ``GROUPS`` of what it stands among on the options screen."""


GROUPS = {
    "team": "The clock and the team",
    "reporting": "Figures and reports",
    "benchmarks": "Benchmarks",
    "forecast": "Forecast",
    "chasing": "Chasing and keeping in touch",
    "letters": "Letters",
}
"""What options stand together under, in order."""

OPTIONS: tuple[Option, ...] = (
    Option(
        name="authority_name",
        title="The authority's name",
        default="",
        kind="text",
        highest=80,
        help="Stands at the head of the weekly sheet, for example “Calderwick County Council”.",
    ),
    Option(
        name="at_risk_days",
        title="At risk when the expected finish is within",
        default=10,
        unit="days of the limit",
        highest=60,
        help="A case is at risk from the first day on which its expected finish is later than the limit less this.",
    ),
    Option(
        name="drafting_days",
        title="Drafting takes",
        default=5,
        unit="working days",
        highest=60,
        help="From the decision to issue until the draft plan is served.",
    ),
    Option(
        name="posting_days",
        title="Posting takes",
        default=2,
        unit="working days",
        highest=20,
        help="From the last act before a letter or a final plan until it is sent.",
    ),
    Option(
        name="representations_then_consultation",
        title="Consult settings only after the family's 15 days",
        default=False,
        kind="yes_no",
        help="Off: both run from the day the draft is served. On: one after the other, "
        "so that the last day to serve the draft is day 110.",
    ),
    Option(
        name="advice_days",
        title="Advice usually takes, where too little is known of a service",
        default=42,
        unit="days",
        lowest=1,
        highest=365,
        help="Used until a service has returned ten pieces of advice in six months; then their median.",
    ),
    Option(
        name="timeliness_target_pct",
        title="Timeliness target",
        default=60,
        unit="per cent within 20 weeks",
        highest=100,
        help="The line that the team measures itself by in charts and on the weekly sheet.",
    ),
    Option(
        name="population_to_25",
        title="Children and young people in the area, from birth to 25",
        default=0,
        unit="(0: not set)",
        highest=2_000_000,
        group="reporting",
        help="Makes requests for every 1,000 of them: the newest estimate of the Office for National Statistics.",
    ),
    Option(
        name="first_chase_days",
        title="First reminder",
        default=1,
        unit="days after advice, or a setting's reply, was due",
        lowest=0,
        highest=60,
        group="chasing",
        help="The first rung of the chasing ladder. A date that the service has promised, once it is past, counts too.",
    ),
    Option(
        name="second_chase_days",
        title="Second reminder",
        default=7,
        unit="days after the first",
        lowest=1,
        highest=60,
        group="chasing",
        help="The second rung of the chasing ladder.",
    ),
    Option(
        name="escalation_days",
        title="Escalation",
        default=7,
        unit="days after the second reminder",
        lowest=1,
        highest=60,
        group="chasing",
        help="The last rung goes to the service's address for escalations, where it has one.",
    ),
    Option(
        name="family_contact_days",
        title="While you wait: the family hears from us at least every",
        default=28,
        unit="days",
        lowest=7,
        highest=182,
        group="chasing",
        help="A case on which the family has heard nothing for so long comes up in Today.",
    ),
    Option(
        name="shows_remedy",
        title="Show what delay may cost in remedies",
        default=True,
        kind="yes_no",
        group="reporting",
        help="An estimate of exposure to the Ombudsman's remedies, on Timeliness and in its workbook. Off: nowhere.",
    ),
    Option(
        name="remedy_pounds_a_month",
        title="Remedy for each month of delay",
        default=100,
        unit="pounds for each whole month past week 20",
        lowest=1,
        highest=10_000,
        group="reporting",
        help="£100 a month recurs in recent decisions of the Ombudsman.",
    ),
    Option(
        name="load_minutes_a_plan",
        title="A case officer's time on a new plan",
        default=678,
        unit="minutes",
        lowest=30,
        highest=6_000,
        group="reporting",
        help="Weighs what officers hold. 11.3 hours in the Department's study of 2,577 plans; complex cases take more.",
    ),
    Option(
        name="load_share_request",
        title="Share of that time in the stage Request",
        default=10,
        unit="per cent",
        highest=100,
        group="reporting",
        help="How the time on a plan is spread over the stages is an assumption: put in what your team finds.",
    ),
    Option(
        name="load_share_advice",
        title="Share of that time in the stage Advice",
        default=20,
        unit="per cent",
        highest=100,
        group="reporting",
        help="The shares of the stages are taken of their sum.",
    ),
    Option(
        name="load_share_decision_to_issue",
        title="Share of that time in the stage Decision to issue",
        default=10,
        unit="per cent",
        highest=100,
        group="reporting",
        help="The shares of the stages are taken of their sum.",
    ),
    Option(
        name="load_share_draft",
        title="Share of that time in the stage Draft plan",
        default=35,
        unit="per cent",
        highest=100,
        group="reporting",
        help="The shares of the stages are taken of their sum.",
    ),
    Option(
        name="load_share_consultation",
        title="Share of that time in the stage Consultation",
        default=15,
        unit="per cent",
        highest=100,
        group="reporting",
        help="The shares of the stages are taken of their sum.",
    ),
    Option(
        name="load_share_final",
        title="Share of that time in the stage Final plan",
        default=10,
        unit="per cent",
        highest=100,
        group="reporting",
        help="The shares of the stages are taken of their sum.",
    ),
    Option(
        name="shows_forecasts",
        title="Show forecasts",
        default=True,
        kind="yes_no",
        group="forecast",
        help="What is likely, from the authority's own history: it changes no date and ranks no child. Off: nowhere.",
    ),
    Option(
        name="authority_code",
        title="Which authority this is",
        default="",
        kind="text",
        highest=20,
        group="benchmarks",
        help="Its code in the Department's tables, such as E10000016. Choose by name under Timeliness, Benchmarks.",
    ),
    Option(
        name="neighbour_codes",
        title="Statistical neighbours",
        default="",
        kind="text",
        highest=330,
        group="benchmarks",
        help="Codes with a space between them, at most thirty. Choose by name under Timeliness, Benchmarks.",
    ),
    Option(
        name="comparator_codes",
        title="Other authorities on the charts",
        default="",
        kind="text",
        highest=110,
        group="benchmarks",
        help="Codes with a space between them, at most ten. Choose by name under Timeliness, Benchmarks.",
    ),
    Option(
        name="compares_with_england",
        title="England stands on the charts",
        default=True,
        kind="yes_no",
        group="benchmarks",
        help="England's published figure of the newest year, on charts and on the weekly sheet.",
    ),
    Option(
        name="compares_with_region",
        title="The region stands on the charts",
        default=False,
        kind="yes_no",
        group="benchmarks",
        help="Once it is known which authority this is.",
    ),
    Option(
        name="compares_with_neighbours",
        title="The middle of the statistical neighbours stands on the charts",
        default=True,
        kind="yes_no",
        group="benchmarks",
        help="Once neighbours are chosen.",
    ),
    Option(
        name="authority_address",
        title="Address",
        default="",
        kind="text",
        highest=200,
        group="letters",
        help="Stands at the head of every letter.",
    ),
    Option(
        name="authority_telephone",
        title="Telephone",
        default="",
        kind="text",
        highest=40,
        group="letters",
        help="Stands on every letter.",
    ),
    Option(
        name="authority_email",
        title="Email",
        default="",
        kind="text",
        highest=80,
        group="letters",
        help="Stands on every letter.",
    ),
    Option(
        name="mediation_adviser",
        title="Mediation adviser",
        default="",
        kind="text",
        highest=200,
        group="letters",
        help="Name and how to reach them. Every appealable decision must give it (reg 32).",
    ),
    Option(
        name="disagreement_resolution",
        title="Disagreement resolution",
        default="",
        kind="text",
        highest=200,
        group="letters",
        help="The authority's service under s57, and how to reach it.",
    ),
    Option(
        name="information_service",
        title="Information and advice service",
        default="",
        kind="text",
        highest=200,
        group="letters",
        help="The SEND information, advice and support service under s32, and how to reach it.",
    ),
    Option(
        name="board",
        title="Integrated care board",
        default="",
        kind="text",
        highest=200,
        group="letters",
        help="Its name and the address to which it wants decisions and plans sent.",
    ),
    Option(
        name="board_email",
        title="Its email address",
        default="",
        kind="text",
        highest=80,
        group="letters",
        help="Where decisions and final plans go that are sent to the board by email.",
    ),
)
"""Every option, in the order in which the options screen shows them."""

_BY_NAME = {option.name: option for option in OPTIONS}


def option(name: str) -> Option:
    """Return the option of that name. Raises KeyError: a name that the program made up is its own fault."""
    return _BY_NAME[name]


def parse(name: str, text: str) -> Value:
    """Return the value that a text stands for. Raises Refused with the range when it stands for none."""
    asked = option(name)
    return _READERS[asked.kind](asked, text)


def as_text(value: Value) -> str:
    """Return the text under which a value is saved; ``parse`` reads it back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _yes_or_no(asked: Option, text: str) -> bool:
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Refused(f"“{asked.title}” takes yes or no, not “{text.strip()}”; it keeps the value it had.")


def _whole(asked: Option, text: str) -> int:
    word = text.strip()
    value = int(word) if word.isascii() and word.isdecimal() else None
    if value is None or not asked.lowest <= value <= asked.highest:
        raise Refused(
            f"“{asked.title}” takes a whole number from {asked.lowest} to {asked.highest} ({asked.unit}), "
            f"not “{word}”; it keeps the value it had."
        )
    return value


def _words(asked: Option, text: str) -> str:
    words = " ".join(text.split())
    if len(words) > asked.highest:
        raise Refused(f"“{asked.title}” takes at most {asked.highest} characters; it keeps the value it had.")
    return words


_READERS: Mapping[str, Callable[[Option, str], Value]] = {"yes_no": _yes_or_no, "whole": _whole, "text": _words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options in force. Every field is a row of ``OPTIONS``, which says its unit and its range."""

    authority_name: str = ""
    at_risk_days: int = 10
    drafting_days: int = 5
    posting_days: int = 2
    representations_then_consultation: bool = False
    advice_days: int = 42
    timeliness_target_pct: int = 60
    population_to_25: int = 0
    first_chase_days: int = 1
    second_chase_days: int = 7
    escalation_days: int = 7
    family_contact_days: int = 28
    shows_remedy: bool = True
    remedy_pounds_a_month: int = 100
    load_minutes_a_plan: int = 678
    load_share_request: int = 10
    load_share_advice: int = 20
    load_share_decision_to_issue: int = 10
    load_share_draft: int = 35
    load_share_consultation: int = 15
    load_share_final: int = 10
    shows_forecasts: bool = True
    authority_code: str = ""
    neighbour_codes: str = ""
    comparator_codes: str = ""
    compares_with_england: bool = True
    compares_with_region: bool = False
    compares_with_neighbours: bool = True
    authority_address: str = ""
    authority_telephone: str = ""
    authority_email: str = ""
    mediation_adviser: str = ""
    disagreement_resolution: str = ""
    information_service: str = ""
    board: str = ""
    board_email: str = ""

    @classmethod
    def read(cls, saved: Mapping[str, str]) -> "Options":
        """Return the options as saved: unset ones at their defaults, names this version does not know passed over.

        Raises Refused when a saved text is outside its option's range.
        """
        known = {item.name for item in fields(cls)}
        values: dict[str, Any] = {name: parse(name, text) for name, text in saved.items() if name in known}
        return cls(**values)
