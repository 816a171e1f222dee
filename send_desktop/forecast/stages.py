"""The stretches of the way whose length is learnt from history, and by what: service, season or days left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

REQUEST, ADVICE, ALL_ADVICE, DECISION, DRAFT, FINAL = (
    "request", "advice", "all_advice", "decision", "draft", "final"
)  # fmt: skip
"""The stages that a case can be in."""

AFTER_REQUEST, AFTER_ADVICE, AFTER_DECISION = "after_request", "after_advice", "after_decision"
"""What is left after a stage, until the final plan, learnt as a whole: a step that took long is made up for later."""

BY_SEASON, BY_DAYS_LEFT, BY_BOTH = "season", "days_left", "both"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch whose length is learnt. ``noun`` is one spell of it; ``begun`` says of several when they began."""

    id: str
    noun: str
    title: str
    """How a sentence speaks of it: 'the decision to issue'."""
    begun: str
    since: str
    """How a sentence says how long it has been waited for: it ends '9 days ago'."""
    runs: str
    """From when until when it runs."""
    learnt_by: str
    """season, days_left or both: which part of its history is most like the spell in question."""


STAGES: tuple[Stage, ...] = (
    Stage(
        REQUEST, "request", "the decision to assess", "received", "asked for",
        "from the request until the family is told whether there will be an assessment", BY_SEASON,
    ),
    Stage(
        ADVICE, "piece", "advice", "asked for", "asked for",
        "from the day a service is asked until its advice is in", BY_SEASON,
    ),
    Stage(
        ALL_ADVICE, "assessment", "all the advice", "agreed to", "with the assessment agreed to",
        "from the day the family is told of an assessment until the last of the advice is in", BY_SEASON,
    ),
    Stage(
        DECISION, "case", "the decision to issue", "with all advice in", "with the last advice in",
        "from the last advice until the family is told whether there will be a plan", BY_DAYS_LEFT,
    ),
    Stage(
        DRAFT, "draft", "the draft", "decided on", "decided on",
        "from the decision to issue until the draft is served", BY_DAYS_LEFT,
    ),
    Stage(
        FINAL, "draft", "the final plan", "served", "with its draft served",
        "from the draft until the final plan is sent", BY_DAYS_LEFT,
    ),
    Stage(
        AFTER_REQUEST, "assessment", "what follows the decision to assess", "agreed to", "agreed to",
        "from the day the family is told of an assessment until the final plan is sent", BY_BOTH,
    ),
    Stage(
        AFTER_ADVICE, "case", "what follows the advice", "with all advice in", "with the last advice in",
        "from the last advice until the final plan is sent", BY_DAYS_LEFT,
    ),
    Stage(
        AFTER_DECISION, "plan", "what follows the decision to issue", "decided on", "decided on",
        "from the decision to issue until the final plan is sent", BY_DAYS_LEFT,
    ),
)  # fmt: skip
"""Every stretch. Advice is learnt for each service, and once more as a whole for a case that has not asked for any."""

STAGE = {one.id: one for one in STAGES}

AFTER: Mapping[str, str] = {
    REQUEST: AFTER_REQUEST,
    ADVICE: AFTER_ADVICE,
    ALL_ADVICE: AFTER_ADVICE,
    DECISION: AFTER_DECISION,
    DRAFT: FINAL,
}
"""What follows each stage until the final plan; nothing follows the last."""


@dataclass(frozen=True, slots=True)
class Season:
    """A part of the year by the month in which a spell began."""

    id: str
    words: str
    months: frozenset[int]


SEASONS: tuple[Season, ...] = (
    Season("autumn", "from September to December", frozenset({9, 10, 11, 12})),
    Season("spring", "from January to May", frozenset({1, 2, 3, 4, 5})),
    Season("summer", "from June to August", frozenset({6, 7, 8})),
)
"""Three, and not twelve: two years of one service's advice then leave enough in each to learn from. They are parted
where it matters: what is asked from June to August runs its six weeks into the schools' summer holiday."""

SEASON_WORDS = {one.id: one.words for one in SEASONS}
_SEASON_OF = {month: one.id for one in SEASONS for month in one.months}

NEAR = (3, 7, 14)
"""Days either side: a team hurries what is near week 20 and not what is past it, so its own steps are learnt from those
that began with about as many days left; the nearest that are enough. Advice waits in its service's queue instead."""


def season_of(on: date) -> str:
    """Return the id of the season of a day."""
    return _SEASON_OF[on.month]
