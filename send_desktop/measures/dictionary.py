"""What each measure means: read by the workbook's definitions sheet, the Timeliness page and the manual."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name in JSON, its title, how it is counted, which way is good, and its trap."""

    id: str
    title: str
    definition: str
    better: str
    """higher, lower, or neither where a change is not good or bad in itself."""
    caution: str = ""


MEASURES: tuple[Measure, ...] = (
    Measure(
        "as_at",
        "As at",
        "Facts dated on or before the as-at day count, as the records stand now. An outcome without a date counts "
        "from the request on. A decision counts from the day the family was told. All counts are of whole calendar "
        "days; the day of receipt is day 0.",
        "neither",
        "Records put in or put right later change the figures for an earlier day. The sheet kept from that day shows "
        "what was known then.",
    ),
    Measure(
        "cases",
        "Cases",
        "One for each request for an EHC needs assessment received by the as-at day. The same child asking twice is "
        "two cases. Where the authority became responsible for a child without a request to it, that day stands for "
        "the day of receipt.",
        "neither",
    ),
    Measure(
        "by_status",
        "Status",
        "Exactly one of withdrawn, decided not to assess, decided not to issue, plan issued, moved, ceased, open; "
        "tested in that order. A refusal that was overturned is open again from that day.",
        "neither",
    ),
    Measure(
        "plans_issued",
        "Plans issued",
        "Final plans sent in the period. Plans that followed mediation, a Tribunal order or a concession are left "
        "out, as the Department does, and counted beside.",
        "neither",
    ),
    Measure(
        "within_20_weeks",
        "Issued within 20 weeks",
        "Plans issued in the period whose final plan was sent at most 140 days after the request, out of plans "
        "issued. Including exceptions: every plan. Excluding exceptions: plans with an exception recorded leave both "
        "numerator and denominator, also when they were on time.",
        "higher",
        "Falls while a backlog is being cleared, because late plans are being issued. Read it beside plans due and "
        "open cases.",
    ),
    Measure(
        "weeks_20_to_52",
        "Issued between 20 and 52 weeks",
        "Plans issued in the period more than 140 and at most 364 days after the request, out of plans issued.",
        "lower",
    ),
    Measure(
        "over_52_weeks",
        "Issued after more than 52 weeks",
        "Plans issued in the period more than 364 days after the request, out of plans issued.",
        "lower",
    ),
    Measure(
        "mean_weeks",
        "Mean weeks to issue",
        "Mean of days from request to final plan, divided by 7, over plans issued in the period.",
        "lower",
        "A few very old plans move the mean; the median shows the usual wait.",
    ),
    Measure("median_weeks", "Median weeks to issue", "Half of the plans issued took at most this long.", "lower"),
    Measure(
        "p90_weeks",
        "Ninetieth percentile of weeks to issue",
        "Nine in ten of the plans issued took at most this long; between two plans by linear interpolation, as "
        "PERCENTILE.INC does.",
        "lower",
    ),
    Measure(
        "decisions_within_6_weeks",
        "Decisions within 6 weeks",
        "Decisions to assess, or not, of which the family was told in the period; of them, those told at most 42 "
        "days after the request.",
        "higher",
    ),
    Measure(
        "refusals_within_16_weeks",
        "Decisions not to issue within 16 weeks",
        "Decisions not to issue a plan of which the family was told in the period; of them, those told at most 112 "
        "days after the request.",
        "higher",
    ),
    Measure(
        "due_in_month",
        "Plans due",
        "Requests whose day 140 falls in the month, without those withdrawn, refused, decided not to issue, moved or "
        "ceased. Issued on time: by the due date. Open, overdue: the due date is before the as-at day.",
        "higher",
        "Not final until the month is over and every case in it has ended. A case reopened after a dispute counts "
        "from its first request.",
    ),
    Measure(
        "open_cases",
        "Open cases",
        "Cases that are open on the as-at day, whether or not the decision to assess has been made. Bands go by days "
        "since the request: to 140, 141 to 182, 183 to 273, 274 to 364, over 364.",
        "neither",
    ),
    Measure(
        "open_over_20_weeks",
        "Open past 20 weeks",
        "Open cases received more than 140 days before the as-at day; day 140 itself is not past.",
        "lower",
        "Cases with an exception recorded are counted too.",
    ),
    Measure(
        "open_undecided",
        "Open, family not yet told whether there will be an assessment",
        "Open cases without a decision to assess of which the family was told by the as-at day; past 6 weeks: "
        "received more than 42 days before it.",
        "lower",
    ),
    Measure(
        "advice_outstanding",
        "Advice waiting",
        "Requests for advice on open cases, asked for by the as-at day and not received by it. Over 6, 13 and 19 "
        "weeks: more than 42, 91 and 133 days since they were asked for; these overlap.",
        "lower",
        "Advice not received on cases that have closed is not waiting, and is counted apart.",
    ),
    Measure(
        "this_week",
        "This week",
        "The seven days that end on the as-at day, beside the seven before. Decided: families told whether there "
        "will be an assessment. Closed: cases that stopped being open. Newly breached: limits of 6 or 20 weeks that "
        "passed unmet on an open case, exceptions or not.",
        "neither",
    ),
    Measure(
        "net_flow",
        "Net flow",
        "Requests received and cases reopened, less cases closed, week by week; weeks end on the as-at weekday.",
        "lower",
    ),
    Measure(
        "risk",
        "Risk",
        "Breached: the next legal date has passed unmet. Will breach: even the earliest finish is after the limit. "
        "At risk: the expected finish is too near the limit. On track: neither. Excepted: the limit has passed and "
        "an exception in the closed list, with dates, relieves it.",
        "neither",
        "Goes by the next legal date, so a case can be past 6 weeks and not past 20.",
    ),
    Measure(
        "england",
        "England",
        "The Department for Education's published figures, by calendar year. Contains public sector information "
        "licensed under the Open Government Licence v3.0.",
        "neither",
        "England's figure is of a whole year; a month of one authority moves more.",
    ),
)
"""In the order in which a reader meets them."""

_BY_ID = {one.id: one for one in MEASURES}


def measure(measure_id: str) -> Measure:
    """Return one measure. Raises KeyError for an id that is not in MEASURES."""
    return _BY_ID[measure_id]
