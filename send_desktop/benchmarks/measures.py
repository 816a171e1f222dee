"""Which published figures stand beside which of ours: each tied by id to its definition in ``measures.MEASURES``."""

from dataclasses import dataclass

from send_desktop.measures.dictionary import measure

PERCENT, WEEKS, COUNT = "percent", "weeks", "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkMeasure:
    """One published figure: which of ours it is, in which variant, and from which columns it is read."""

    id: str
    measure: str
    """The id in ``MEASURES`` of the definition under which both stand."""
    title: str
    unit: str
    """percent, weeks or count."""
    column: str
    """The column of the figure; empty where it is worked out of its counts alone."""
    part: str = ""
    """The column of so many, for a share."""
    whole: str = ""
    """The column of out of so many, for a share; a + between two columns adds them."""
    variant: str = ""
    """including or excluding, where the measure has both."""
    difference: str = ""
    """Where the Department's way of counting differs from ours: said beside both."""

    @property
    def better(self) -> str:
        """Return higher, lower or neither, as the definition has it."""
        return measure(self.measure).better


BENCHMARKS: tuple[BenchmarkMeasure, ...] = (
    BenchmarkMeasure(
        id="within_20_weeks.excluding",
        measure="within_20_weeks",
        title="Issued within 20 weeks, excluding exceptions",
        unit=PERCENT,
        column="pc20_excl_exceptions",
        part="within20_excl",
        whole="plans_issued_excl",
        variant="excluding",
    ),
    BenchmarkMeasure(
        id="within_20_weeks.including",
        measure="within_20_weeks",
        title="Issued within 20 weeks, including exceptions",
        unit=PERCENT,
        column="pc20_incl_exceptions",
        part="within20_incl",
        whole="plans_issued_incl",
        variant="including",
    ),
    BenchmarkMeasure(
        id="weeks_20_to_52.including",
        measure="weeks_20_to_52",
        title="Issued between 20 and 52 weeks",
        unit=PERCENT,
        column="pc_20_to_52wk_incl",
        part="n_20_to_52wk_incl",
        whole="plans_issued_incl",
        variant="including",
    ),
    BenchmarkMeasure(
        id="over_52_weeks.including",
        measure="over_52_weeks",
        title="Issued after more than 52 weeks",
        unit=PERCENT,
        column="pc_over_52wk_incl",
        part="n_over_52wk_incl",
        whole="plans_issued_incl",
        variant="including",
    ),
    BenchmarkMeasure(
        id="mean_weeks.including",
        measure="mean_weeks",
        title="Mean weeks to issue",
        unit=WEEKS,
        column="avg_weeks_incl",
        variant="including",
        difference="Published to one decimal, and first for 2025.",
    ),
    BenchmarkMeasure(
        id="decisions_within_6_weeks",
        measure="decisions_within_6_weeks",
        title="Decisions within 6 weeks",
        unit=PERCENT,
        column="decision_within_6wk_pc",
        part="decision_within_6wk",
        whole="decision_within_6wk+decision_over_6wk",
        difference="The Department counts the requests received in the year; ours counts decisions told in it.",
    ),
    BenchmarkMeasure(
        id="refusals_within_16_weeks",
        measure="refusals_within_16_weeks",
        title="Decisions not to issue within 16 weeks",
        unit=PERCENT,
        column="no_plan_decision_within_16wk_pc",
        part="no_plan_decision_within_16wk",
        whole="no_plan_decision_within_16wk+no_plan_decision_over_16wk",
        difference="The Department counts the assessments of the year; ours counts decisions told in it.",
    ),
    BenchmarkMeasure(
        id="refused_to_assess",
        measure="refused_to_assess",
        title="Refused to assess",
        unit=PERCENT,
        column="",
        part="requests_refused",
        whole="requests_refused+requests_to_assess",
        difference="Worked out of the published counts, as ours is: out of decisions. The Department's own share is "
        "out of all requests received, decided or not.",
    ),
    BenchmarkMeasure(
        id="refused_to_issue",
        measure="refused_to_issue",
        title="Decided not to issue",
        unit=PERCENT,
        column="no_plan_pc",
        part="assess_no_plan",
        whole="assess_plan_issued+assess_no_plan",
    ),
    BenchmarkMeasure(
        id="requests_received",
        measure="requests_received",
        title="Requests received",
        unit=COUNT,
        column="requests_received",
    ),
    BenchmarkMeasure(
        id="plans_issued",
        measure="plans_issued",
        title="Plans issued",
        unit=COUNT,
        column="plans_issued_incl",
    ),
)
"""In the order in which they are shown: the Department's headline first."""

HEADLINE = BENCHMARKS[0]
_BY_ID = {one.id: one for one in BENCHMARKS}


def benchmark(benchmark_id: str) -> BenchmarkMeasure:
    """Return one published measure. Raises KeyError for an id that is not in BENCHMARKS."""
    return _BY_ID[benchmark_id]


def benchmarks_of(measure_id: str) -> tuple[BenchmarkMeasure, ...]:
    """Return the published counterparts of one of our measures; none for one of which nothing is published."""
    return tuple(one for one in BENCHMARKS if one.measure == measure_id)
