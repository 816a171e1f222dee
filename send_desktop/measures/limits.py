"""The lengths of time that timeliness counts by, in days unless they say otherwise."""

from bisect import bisect_left

SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, FIFTY_TWO_WEEKS = 42, 112, 140, 364
"""Practice puts 20 weeks at 140 days with the day of receipt as day 0; SEND Regulations 2014, regs 5, 10, 13."""

OPEN_BANDS = {"under_20": TWENTY_WEEKS, "20_to_26": 182, "26_to_39": 273, "39_to_52": FIFTY_TWO_WEEKS}
"""The longest age of each band of open cases; older ones are ``over_52``."""

BANDS = (*OPEN_BANDS, "over_52")
_BAND_LIMITS = tuple(OPEN_BANDS.values())

ADVICE_AGES = {"over_6_weeks": SIX_WEEKS, "over_13_weeks": 91, "over_19_weeks": 133}
"""Requests for advice older than these are counted; the bands overlap."""

CONSULTATION_DAYS = 15
"""SEND Code of Practice, para 9.83."""

MEDIATION_DAYS = 30
"""SEND Regulations 2014, reg 36."""

APPEAL_RESPONSE_WORKING_DAYS = 30
"""Tribunal Procedure (HESC) Rules 2008, rule 21, as it is directed today."""

CONTACT_DAYS = 28
"""How long a family on an open case may go without a word, where the team has set nothing else."""


def open_band(age: int) -> str:
    """Return the band of open cases that an age in days belongs to; day 140 itself is under_20."""
    return BANDS[bisect_left(_BAND_LIMITS, age)]
