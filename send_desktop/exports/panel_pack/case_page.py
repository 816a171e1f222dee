"""One page a case: who, what is asked, where the clock stands, what is in, and what the panel says."""

from datetime import date

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer, Table

from send_desktop.exports.panel_pack.document import Anchor, Places, StartItem
from send_desktop.exports.panel_pack.heard import earlier_panels, tabled
from send_desktop.exports.panel_pack.pack import AdviceLine, LimitLine, PackItem, PanelPack
from send_desktop.exports.panel_pack.paper import HAIR, WIDTH, MarkedWord, body, cell, colour, link, note, style, words
from send_desktop.exports.panel_pack.provision import consultations, preference, provision
from send_desktop.exports.panel_pack.tables import GAP, Cell, facts, grid, heading, ruled, side_by_side
from send_desktop.exports.panel_pack.words import SOURCES, clock, day_of_140, days_left
from send_desktop.exports.profile import Veil, officer, veil
from send_desktop.exports.track_pdf import TrackDrawing
from send_desktop.panel_types import ASKED, OUTCOMES, outcome_title
from send_desktop.wording import ABSENT, full_date, in_year, sentence_case

SHORT = 400
"""Texts of fewer characters than this may stand beside each other: in half the width they stay on one page."""


def case_page(item: PackItem, pack: PanelPack, places: Places, started: StartItem) -> list[Flowable]:
    """Return the page of one case; text too long for it flows on to pages titled 'continued'."""
    shown = veil(item.case, pack.profile)
    return [
        started,
        NextPageTemplate("case"),
        PageBreak(),
        NextPageTemplate("continued"),
        Anchor(item.destination, bookmark(item, shown), 1, places),
        *_who(item, pack, shown),
        *_asked(item, shown),
        *_clock(item, pack),
        *(_for_provision(item, pack, shown) if item.item.asked == "provision" else _for_decision(item, pack, shown)),
        *tabled(item, pack, shown),
        *_recommendation(item, shown),
        *earlier_panels(item, shown),
        DecisionBox(),
    ]


def bookmark(item: PackItem, shown: Veil) -> str:
    """Return how a case is listed among the bookmarks."""
    beside = f", {shown.reference}" if shown.reference else ""
    return f"{item.number} {shown.label}{beside}"


def _who(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    place = f"Item {item.number} of {len(pack.items)}, {clock(item.starts)} to {clock(item.ends)}"
    born = item.case.person.date_of_birth if pack.profile == "named" else None
    beside = "\u00a0\u00a0\u00a0".join(
        part for part in (f"born {full_date(born)}" if born else "", shown.reference) if part
    )
    title = side_by_side(
        words(shown.label, style(18, strong=True, leading=22)),
        words(beside, style(9.5, meaning="secondary", leading=23, alignment=TA_RIGHT)),
        0.6,
    )
    presenter = officer(item.item.presenter, pack.profile)
    presented = f". Presented by {presenter}" if presenter else ""
    return [
        link(f"{place}{presented}", "agenda", note()),
        Spacer(0, 1),
        title,
        Spacer(0, 7),
        facts(_facts(item, pack), (0.19, 0.28, 0.33, 0.2), cell()),
    ]


def _facts(item: PackItem, pack: PanelPack) -> list[tuple[str, str]]:
    case, request = item.case, item.case.request
    age = [f"{item.age} years"] if item.age is not None else []
    source = SOURCES.get(request.source, "")
    return [
        ("Age and year", ", ".join([*age, item.year_group] if item.year_group else age) or ABSENT),
        ("Setting", case.setting or ABSENT),
        ("Primary need", item.primary_need or ABSENT),
        ("Area", case.area or ABSENT),
        ("Officer", officer(case.officer, pack.profile) or ABSENT),
        ("Rights held by", item.rights_holder or ABSENT),
        ("Request received", f"{full_date(request.received_on)} {source}".strip()),
        ("Stage", item.stage or ABSENT),
    ]


def _asked(item: PackItem, shown: Veil) -> list[Flowable]:
    left = [
        words("Asked of the panel", style(8.25, meaning="secondary")),
        words(ASKED.get(item.item.asked, "To consider this case"), style(11.5, strong=True, leading=15)),
    ]
    right = [
        words(_legal(item), style(8.25, meaning="secondary")),
        words(_due(item), style(11.5, strong=True, leading=15)),
    ]
    table = grid(
        [[left, right]],
        [WIDTH * 0.6, WIDTH * 0.4],
        ("BACKGROUND", (0, 0), (-1, -1), colour("page")),
        ("LINEBEFORE", (0, 0), (0, -1), 3, colour("text"), "butt"),
        padding=(6, 10, 8, 10),
    )
    return [Spacer(0, 3), table]


def _legal(item: PackItem) -> str:
    return f"{item.legal_title} by" if item.legal_due else "Next legal date"


def _due(item: PackItem) -> str:
    if item.legal_due is None:
        return "None"
    return f"{full_date(item.legal_due)}, {days_left(item.days_left)}"


def _clock(item: PackItem, pack: PanelPack) -> list[Flowable]:
    beside = f"{day_of_140(item.day_number)} at the meeting"
    sentence = " ".join(part for part in (item.reason, item.next_step) if part)
    state = side_by_side(MarkedWord(item.mark.code, item.mark.word, 9.5), words(sentence, body()), 0.17)
    return [
        *heading("The 20 weeks", beside),
        TrackDrawing(item.track, _start_title(item)),
        Spacer(0, 5),
        state,
        Spacer(0, 8),
        side_by_side(
            _limits("Limit", item.limits, (0.42, 0.22, 0.36), WIDTH * 0.47, pack),
            _limits("Latest safe date", item.safe_dates, (0.43, 0.21, 0.36), WIDTH * 0.49, pack)
            if item.safe_dates
            else Spacer(0, 0),
            0.51,
        ),
        *[block for line in item.exceptions for block in (Spacer(0, 4), words(line, note()))],
    ]


def _start_title(item: PackItem) -> str:
    return "Responsible (s24)" if item.case.request.became_responsible_on else "Request received"


def _limits(
    title: str, lines: tuple[LimitLine, ...], shares: tuple[float, ...], width: float, pack: PanelPack
) -> Table:
    year = pack.meeting.on.year
    rows: list[list[Cell]] = [
        [words(line.title, cell()), words(_day(line.due, year), cell()), MarkedWord(line.mark.code, line.mark.word)]
        for line in lines
    ]
    return ruled([title, "Date", ""], rows, [share * width for share in shares])


def _day(on: date | None, year: int) -> str:
    return in_year(on, year) if on else ABSENT


def _advice(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    if not item.advice:
        before = item.item.asked == "assess"
        none = "None has been asked for yet: it is sought once there is a decision to assess."
        none = none if before else "None is recorded as asked for."
        return [*heading("Advice"), words(none, note())]
    year = pack.meeting.on.year
    rows: list[list[Cell]] = [
        [
            words(line.service, cell(strong=True)),
            words(_day(line.asked_on, year), cell()),
            words(_day(line.due_on, year), cell()),
            words(_day(line.received_on, year), cell()),
            MarkedWord(line.mark.code, line.mark.word),
            words(shown.text(line.key_point), cell()),
        ]
        for line in item.advice
    ]
    table = ruled(["Service", "Asked", "Due", "In", "", "Key point"], rows, [0.13, 0.085, 0.085, 0.085, 0.195, 0.42])
    return [*heading("Advice", _in(item)), table]


def _views(item: PackItem, shown: Veil) -> list[Flowable]:
    view = item.case.request.family_view
    told = words(shown.text(view), body()) if view.strip() else words("Nothing is recorded.", note())
    return [*heading("The family's view", room=44), told]


def _for_decision(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    return [*_advice(item, pack, shown), *_views(item, shown)]


def _for_provision(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    """What was advised is in the draft by now: which advice is in stands in brief, what is proposed in full."""
    year = pack.meeting.on.year
    view, wish = item.case.request.family_view, item.case.request.family_preference
    families = [_views(item, shown), preference(item, shown)]
    if len(view) < SHORT and len(wish) < SHORT:
        # A heading's first block asks for a new page where little is left: it has no meaning within a cell.
        families = [[CondPageBreak(70), side_by_side(families[0][1:], families[1][1:], 0.51, GAP)]]
    return [
        *[block for blocks in families for block in blocks],
        *provision(item, shown),
        *consultations(item, year, shown),
        *_advice_in_brief(item, year),
    ]


def _advice_in_brief(item: PackItem, year: int) -> list[Flowable]:
    half = -(-len(item.advice) // 2)
    if all(line.received_on for line in item.advice):
        listed = "; ".join(f"{line.service} {_day(line.received_on, year)}" for line in item.advice)
        return [*heading("Advice", "all in", room=36), words(f"{listed}.", body())] if listed else []
    columns = [_brief(item.advice[:half], year), _brief(item.advice[half:], year)]
    return [*heading("Advice", _in(item)), side_by_side(columns[0], columns[1], 0.51)]


def _brief(lines: tuple[AdviceLine, ...], year: int) -> Flowable:
    if not lines:
        return Spacer(0, 0)
    rows: list[list[Cell]] = [
        [
            words(line.service, cell(strong=True)),
            words(_day(line.due_on, year), cell()),
            words(_day(line.received_on, year), cell()),
            MarkedWord(line.mark.code, line.mark.word),
        ]
        for line in lines
    ]
    return ruled(["Service", "Due", "In", ""], rows, [share * WIDTH * 0.48 for share in (0.28, 0.18, 0.18, 0.36)])


def _in(item: PackItem) -> str:
    return f"{sum(line.received_on is not None for line in item.advice)} of {len(item.advice)} in"


def _recommendation(item: PackItem, shown: Veil) -> list[Flowable]:
    asked = item.item
    typed = asked.recommendation or item.case.request.officer_recommendation
    outcome = asked.recommended_outcome or ""
    story = heading("The officer's recommendation", room=44)
    if outcome:
        story.append(words(outcome_words(outcome, shown), cell(strong=True)))
    if typed.strip():
        story.append(words(shown.text(typed), body()))
    if not outcome and not typed.strip():
        story.append(words("None is recorded.", note()))
    return story


def outcome_words(outcome: str, shown: Veil) -> str:
    """Return an outcome's title; one that is not in the library as it was typed, under the veil."""
    return outcome_title(outcome) if outcome in OUTCOMES else sentence_case(shown.text(outcome))


class DecisionBox(Flowable):
    """A blank box for the decision in handwriting. It takes the room that is left, or none when that is too little."""

    LEAST, MOST = 76, 168

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take what is left of the page."""
        self.width = available_width
        self.height = min(self.MOST, available_height) if available_height >= self.LEAST else 0
        return self.width, self.height

    def draw(self) -> None:
        """Paint the box with its labels and lines to write on."""
        if not self.height:
            return
        canvas, top = self.canv, self.height - 12
        canvas.setLineWidth(HAIR)
        canvas.setStrokeColor(colour("secondary"))
        canvas.line(0, 24, self.width, 24)
        canvas.line(self.width * 0.62, 0, self.width * 0.62, 24)
        canvas.line(self.width * 0.36, 24, self.width * 0.36, top)
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(0.75)
        canvas.rect(0, 0, self.width, top, stroke=1, fill=0)
        self._label(8, top - 13, "Decision")
        self._label(self.width * 0.36 + 8, top - 13, "Reasons")
        self._label(8, 9, "Signed by")
        self._label(self.width * 0.62 + 8, 9, "Date")

    def _label(self, x: float, y: float, text: str) -> None:
        face = style(8, strong=True)
        self.canv.setFillColor(colour("text"))
        self.canv.setFont(face.fontName, face.fontSize)
        self.canv.drawString(x, y, text)
