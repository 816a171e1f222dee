"""The fields that a tracker's columns may stand for, as a table: the id, its kind and the wordings that mean it.

An id is the path of the value in ``cases --full --json``. Wordings are regular expressions over a
heading's plain words (see ``mapping.plain_heading``), tried on 'group heading' and, more weakly, on
the heading alone; the whole must match. A further wording is one more line here, nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SERVICES: tuple[tuple[str, str, str], ...] = (
    ("EP", "Educational psychology", r"eps?|ed(?:ucational)? psych\w*|educ psych\w*|psychol\w+"),
    (
        "SaLT",
        "Speech and language therapy",
        r"salts?|slt|s and lt|speech(?: and)? language(?: therap\w+)?|speech therap\w+",
    ),
    ("OT", "Occupational therapy", r"ot|occupational therap\w+"),
    ("Physio", "Physiotherapy", r"physio\w*|pt"),
    ("Health", "Health (community paediatrics)", r"health|(?:community )?pa?ed\w*|medical|dco|health community paeds"),
    ("Social care", "Social care", r"(?:childrens )?social care|csc|social work\w*|soc care|care"),
    ("School", "School", r"school|setting|school setting|school or setting|education(?:al)?|nursery|senco"),
)
"""The seven services that are shipped (command_line.md): code, name, wording."""

CHILD = (
    r"(?:(?:child|childs|children|pupil|pupils|cyp|yp|young person|young persons|student|students|learner|"
    r"case|the|s) )*"
)
THE_REQUEST = r"(?:(?:request|the|date|of|ehc\w*|needs?|assessment|statutory|initial) )*"
ASSESS = (
    r"(?:(?:6|six) weeks?(?: decision)?|(?:la )?(?:decision|agreed|agree|decide|panel decision) (?:to|on) assess\w*"
    r"(?: (?:6|six) weeks?)?|assess\w*(?: decision)?(?: (?:6|six) weeks?)?|(?:6|six) weeks? assess\w* decision)"
)
PLAN = r"(?:(?:an? |the )?(?:ehc\w*(?: plan)?|plan))"
ISSUE = (
    rf"(?:(?:16|sixteen) weeks?(?: decision)?|(?:la )?(?:decision|agreed|agree|decide) (?:to|on) (?:issue(?: "
    rf"{PLAN})?|{PLAN})"
    rf"(?: (?:16|sixteen) weeks?)?|issue(?: {PLAN})? decision|(?:{PLAN} )?issue(?: {PLAN})?(?: decision)?)"
)
FINAL = r"(?:(?:final\w*|20 weeks?|twenty weeks?|ehc\w*|plan|the|date|week 20) )*"
TOLD = (
    r"(?:(?:decision )?letter(?: date| sent| issued)*|date|decision date|date (?:of )?(?:the )?(?:letter|"
    r"decision)(?: sent)?"
    r"|date sent|sent|notified|(?:parents?|family|date)(?: carers?)? (?:told|notified|informed)|notification date|told)"
)
YES_NO = r"(?:outcome|yes no|y n|decision|agreed|result)"
ASKED = (
    r"(?:requested|request|request date|date requested|sought|asked for|asked|commissioned|referred|request "
    r"sent|sent)(?: date| on)?"
)
CAME = r"(?:received|date received|received date|returned|back|in|report received|came|submitted)(?: date| on)?"
ADVICE = r"(?:(?:advice|report|assessment|contribution|input|information|therapy|services?|\w+ paeds) )*"
CONSULT = r"(?:draft and consultation|consultations?|consult|consulted|school consultation|consultation \w+)"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to head a column, and how surely it means the field: 1 is certain, under 0.5 is not proposed."""

    pattern: str
    """A regular expression that the whole heading must match; compiled when a tracker is first read."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its id, its title for a person, its kind, and the headings that mean it."""

    id: str
    title: str
    kind: str
    """text, date, yes_no, code, free_text or calculated (never read as a fact)."""
    wordings: tuple[Wording, ...]


def _field(field_id: str, title: str, kind: str, *wordings: str | tuple[str, float]) -> Field:
    pairs = [(one, 1.0) if isinstance(one, str) else one for one in wordings]
    return Field(field_id, title, kind, tuple(Wording(pattern, sure) for pattern, sure in pairs))


def _advice_fields() -> Iterator[Field]:
    for code, name, words in SERVICES:
        yield _field(
            f"advice.{code}.requested",
            f"{name}: requested",
            "date",
            rf"(?:date )?(?:advice )?(?:{words}) {ADVICE}{ASKED}",
            (rf"(?:date )?{ASKED} (?:{words})(?: advice| report)?", 0.9),
        )
        yield _field(
            f"advice.{code}.received",
            f"{name}: received",
            "date",
            rf"(?:date )?(?:advice )?(?:{words}) {ADVICE}{CAME}",
            (rf"(?:date )?{CAME} (?:{words})(?: advice| report)?", 0.9),
        )


FIELDS: tuple[Field, ...] = (
    _field(
        "reference",
        "Reference",
        "text",
        rf"{CHILD}(?:(?:ehc\w*|request|unique|our|tracker|file|system|capita|synergy) )*(?:reference|id|"
        rf"identifier)(?: (?:no|number|id|code))?",
        (rf"{CHILD}(?:case|ehc\w*|file|tracker|request) (?:no|number)", 0.9),
    ),
    _field("surname", "Surname", "text", rf"{CHILD}(?:legal |preferred )?(?:surname|last name|family name)(?: legal)?"),
    _field(
        "forename",
        "Forename",
        "text",
        rf"{CHILD}(?:legal |preferred )?(?:forenames?|first names?|given names?|christian names?)(?: legal)?",
    ),
    _field(
        "name",
        "Name, surname first",
        "text",
        rf"{CHILD}(?:full )?names?(?: surname (?:and )?(?:forename|first name))?",
        (r"(?:full )?names? of (?:the )?(?:child|pupil|cyp|young person|student)", 0.95),
        rf"{CHILD}surname (?:and )?(?:forenames?|first names?)",
        (r"child|pupil|young person|cyp|student", 0.7),
    ),
    _field("date_of_birth", "Date of birth", "date", rf"{CHILD}(?:date of birth|birth ?date|born)"),
    _field("upn", "UPN", "text", rf"{CHILD}(?:upn|unique pupil (?:number|no|reference))(?: number| no)?"),
    _field(
        "setting",
        "Setting",
        "text",
        rf"{CHILD}(?:current |present |name of |home |on roll )*(?:school|setting|education(?:al)? setting|"
        r"nursery|college|establishment|school (?:or |and )?(?:setting|college|nursery)|placement|provider)"
        r"(?: name| attended| on roll| placement)*",
    ),
    _field(
        "area",
        "Area",
        "text",
        rf"{CHILD}(?:home )?(?:area|locality|localities|district|patch|quadrant|cluster|locality area|area team|"
        rf"hub)(?: team)?",
    ),
    _field(
        "primary_need",
        "Primary need",
        "code",
        rf"{CHILD}(?:primary|main|first) (?:area of |category of |type of |sen )?(?:need|sen|sen need)(?: type| "
        rf"code| category)*",
        (rf"{CHILD}(?:sen |sen type of |type of |area of |category of )?needs?(?: type| code)?", 0.8),
    ),
    _field(
        "secondary_need",
        "Secondary need",
        "code",
        rf"{CHILD}(?:secondary|second) (?:area of |type of )?(?:need|sen)(?: type| code)?",
    ),
    _field(
        "request_received",
        "Request received",
        "date",
        rf"{THE_REQUEST}(?:request|requested|referral|application)(?: form| for (?:ehc\w*|assessment|statutory "
        rf"assessment|needs assessment))*"
        r"(?: was)?(?: date)? (?:received|logged)(?: date| on| by la)*",
        (rf"{THE_REQUEST}(?:date received|received date|received on)(?: request)?", 0.8),
        (r"(?:date of (?:the )?(?:ehc\w* )?|ehc\w* )(?:request|referral)|(?:request|referral) date", 0.8),
        (r"received|clock start\w*|start date|day 0", 0.6),
    ),
    _field(
        "request_source",
        "Who asked",
        "code",
        rf"{THE_REQUEST}(?:source|(?:request|referral) source|source of (?:request|referral)|requested by|"
        rf"referred by|made by|"
        r"requester|referrer|who requested|request (?:made )?(?:by|from)|referral from|route)(?: of request)?",
    ),
    _field(
        "decision_to_assess.panel_date",
        "Assessment panel",
        "date",
        rf"(?:date of )?{ASSESS} panel(?: date| on| meeting)*",
        r"request panel(?: date)?",
        (r"panel(?: date| on)?|date of panel", 0.65),
    ),
    _field(
        "decision_to_assess.outcome",
        "Decision to assess",
        "yes_no",
        rf"{ASSESS} (?:assess|to assess|agreed(?: to assess)?|agree to assess|{YES_NO})",
        (rf"{ASSESS}(?: {YES_NO})?", 0.95),
    ),
    _field(
        "decision_to_assess.date",
        "Family told of the decision to assess",
        "date",
        rf"{ASSESS} {TOLD}",
        (rf"date (?:of )?{ASSESS}(?: letter)?(?: sent)?", 0.95),
        (rf"(?:yes no )?{ASSESS} letter(?: sent| date)*", 1.0),
        (r"letter sent|decision letter(?: sent)?", 0.6),
    ),
    *_advice_fields(),
    _field(
        "decision_to_issue.panel_date",
        "Panel on issuing",
        "date",
        rf"(?:date of )?{ISSUE} panel(?: date| on| meeting)*",
    ),
    _field(
        "decision_to_issue.outcome",
        "Decision to issue",
        "yes_no",
        rf"{ISSUE} (?:issue(?: {PLAN})?|{PLAN} agreed|agreed(?: to issue)?|{YES_NO})",
        (rf"{ISSUE}(?: {YES_NO})?", 0.9),
    ),
    _field(
        "decision_to_issue.date",
        "Family told of the decision to issue",
        "date",
        rf"{ISSUE} {TOLD}",
        (rf"date (?:of )?(?:decision to issue|issue decision)(?: {PLAN})?", 0.95),
        (r"decision date", 0.55),
    ),
    _field(
        "draft_served",
        "Draft served",
        "date",
        r"(?:date )?(?:the )?(?:draft|proposed)(?: ehc\w*)?(?: plan)? (?:sent|issued|served|out|date|issue date|"
        r"sent date|date sent|date issued)(?: to family| to parents?)?",
        (r"(?:date of )?draft(?: ehc\w*)?(?: plan)?", 0.8),
    ),
    _field(
        "consultations.setting",
        "School consulted",
        "text",
        rf"(?:{CONSULT} )?(?:school|setting|placement)s? consulted(?: name)?",
        (rf"{CONSULT} (?:school|setting|with|name)", 0.9),
    ),
    _field(
        "consultations.sent",
        "Consultation sent",
        "date",
        rf"(?:{CONSULT} )?{CONSULT} (?:sent|date|issued|out|start\w*|letter sent|date sent)",
        (rf"date {CONSULT}(?: sent)?", 0.9),
    ),
    _field(
        "consultations.replied",
        "Consultation reply",
        "date",
        rf"(?:{CONSULT} )?(?:{CONSULT} |school |setting )?(?:reply|response|replied|responded)(?: received| date| in)*",
    ),
    _field(
        "final_plan_sent",
        "Final plan sent",
        "date",
        rf"{FINAL}(?:final\w*|20 weeks?|ehc\w*|plan) (?:issued|sent|date|issue date|sent date|date issued|date "
        rf"sent|finalised)(?: date| on)?",
        (rf"{FINAL}(?:final(?:ised)?|final ehc\w*|final plan)", 0.8),
    ),
    _field(
        "exception.applies",
        "Exception claimed",
        "yes_no",
        r"(?:statutory |20 weeks? )?exceptions?(?: to 20 weeks?)?(?: applies| apply| applied| claimed| used| "
        r"recorded| y n| yes no)*",
    ),
    _field(
        "exception.reason",
        "Exception, reason",
        "code",
        r"(?:statutory )?exceptions? (?:reason|type|detail|which|criteria)|reason for exceptions?",
    ),
    _field(
        "withdrawn.date",
        "Withdrawn",
        "date",
        rf"(?:case )?{THE_REQUEST}(?:date )?withdr\w+(?: date| on)?",
    ),
    _field(
        "officer",
        "Officer",
        "text",
        r"(?:case |sen |send |ehc\w* |lead |allocated |plan |assessment |named )*(?:officer|caseworker|worker|co "
        r"?ordinator|caseholder|holder|manager)"
        r"(?: name| initials)?|(?:case )?(?:allocated|assigned) to",
    ),
    _field(
        "comments",
        "Comments",
        "free_text",
        r"(?:case |general |other |officer )*(?:comments?|notes?|remarks|comments notes|notes comments|further "
        r"information|other information)",
    ),
    _field(
        "calculated.assess_due",
        "6 weeks",
        "calculated",
        rf"{ASSESS} (?:due(?: date| by)?|deadline|target(?: date)?)|(?:due )?(?:6|six) weeks?(?: date)?",
    ),
    _field(
        "calculated.issue_due",
        "16 weeks",
        "calculated",
        rf"{ISSUE} (?:due(?: date| by)?|deadline|target(?: date)?)|(?:due )?(?:16|sixteen) weeks?(?: date)?",
    ),
    _field(
        "calculated.final_due",
        "20 weeks",
        "calculated",
        rf"{FINAL}(?:due(?: date| by)?|deadline|target(?: date)?)|(?:due )?(?:20|twenty) weeks?(?: date)?",
    ),
    _field(
        "calculated.assess_days",
        "Days to the decision to assess",
        "calculated",
        rf"{ASSESS} (?:days|days taken|weeks taken)",
    ),
    _field(
        "calculated.final_days",
        "Days to the final plan",
        "calculated",
        rf"{FINAL}(?:days|weeks)(?: taken| elapsed| open)?",
    ),
    _field(
        "calculated.in_time",
        "In time",
        "calculated",
        rf"{FINAL}(?:in time|on time|within 20 weeks?|timely|met)(?: y n| yes no)?",
    ),
    _field("calculated.status", "Status", "calculated", r"(?:case |current )*(?:status|stage|rag|rag rating)"),
    _field(
        "calculated.age",
        "Age",
        "calculated",
        rf"{CHILD}(?:current )?(?:age|year group|nc year|ncy|national curriculum year)",
    ),
)

BY_ID: dict[str, Field] = {one.id: one for one in FIELDS}

OTHER_ADVICE = rf"(?!all |total |last |first |any |date )(?P<service>[a-z ]{{2,30}}?) advice (?P<what>{ASKED}|{CAME})"
"""Advice from a service that is not among the seven: a team adds services of its own."""


def kind_of(field_id: str) -> str:
    """Return the kind of a field; that of any service's advice is a date. Raises KeyError for an unknown id."""
    if field_id.startswith("advice.") and field_id.endswith((".requested", ".received")) and field_id.count(".") == 2:
        return "date"
    return BY_ID[field_id].kind
