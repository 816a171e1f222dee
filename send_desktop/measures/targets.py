"""Targets of the headline measures, and how a figure stands to its target: a word and a shape, never colour alone."""

from dataclasses import dataclass

NEAR = 5.0
"""Percentage points under the target up to which a figure is near it."""

LAW, TEAM = "the law", "the team"
BY_LAW = 100.0

TARGETS = {
    "within_20_weeks": TEAM,
    "due_on_time": TEAM,
    "decisions_within_6_weeks": LAW,
    "advice_within_6_weeks": LAW,
}
"""Whose target a measure has: the team's own timeliness target, or every one (SEND Regulations 2014, reg 5; reg 8,
which binds the bodies of s31, and to which practice holds the other services too)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure stands to its target; ``code`` is that of the risk state whose colour and shape it takes."""

    code: str
    word: str


MET, CLOSE, MISSED = Standing("on_track", "On target"), Standing("at_risk", "Near"), Standing("breached", "Below")


def target_of(measure_id: str, team_pct: float | None) -> tuple[float | None, str]:
    """Return a measure's target in per cent and whose it is; None where it has none."""
    whose = TARGETS.get(measure_id, "")
    return (BY_LAW if whose == LAW else team_pct if whose == TEAM else None), whose


def standing(value: float | None, target: float | None) -> Standing | None:
    """Return how a percentage stands to its target; None where either is missing."""
    if value is None or target is None:
        return None
    return MET if value >= target else CLOSE if value >= target - NEAR else MISSED
