"""One page a case: who, what is asked, where the clock stands, what is in, and what the panel says."""

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer, Table, TableStyle

from send_desktop.exports.panel_pack.document import Anchor, PageNumbers, StartItem, destination_of
from send_desktop.exports.panel_pack.pack import ASKED, OUTCOMES, LimitLine, PackItem, PanelPack
from send_desktop.exports.panel_pack.paper import WIDTH, MarkedWord, body, cell, colour, link, note, style, words
from send_desktop.exports.panel_pack.profile import Veil, officer, veil
from send_desktop.exports.panel_pack.provision import consultations, preference, provision
from send_desktop.exports.panel_pack.tables import Cell, facts, heading, ruled, side_by_side
from send_desktop.exports.panel_pack.words import (
    ABSENT,
    SOURCES,
    clock,
    days_left,
    sentence_case,
    short_date,
)
from send_desktop.exports.track_pdf import TrackDrawing


def case_page(item: PackItem, pack: PanelPack, numbers: PageNumbers, started: StartItem) -> list[Flowable]:
    """Return the page of one case; text too long for it flows on to pages titled 'continued'."""
    shown = veil(item.case, pack.profile)
    return [
        started,
        NextPageTemplate("case"),
        PageBreak(),
        NextPageTemplate("continued"),
        Anchor(destination_of(item), _bookmark(item, shown), 1, numbers),
        *_who(item, pack, shown),
        *_asked(item, shown),
        *_clock(item, pack),
        *_advice(item, shown),
        *_views(item, shown),
        *_provision(item, shown),
        *_recommendation(item, shown),
        DecisionBox(),
    ]


def _bookmark(item: PackItem, shown: Veil) -> str:
    beside = f", {shown.reference}" if shown.reference else ""
    return f"{item.number}  {shown.label}{beside}"


def _who(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    place = f"Item {item.number} of {len(pack.items)}, {clock(item.starts)} to {clock(item.ends)}"
    title = side_by_side(
        words(shown.label, style(18, strong=True, leading=22)),
        words(shown.reference, style(10.5, meaning="secondary", leading=21, alignment=2)),
        0.72,
    )
    return [link(place, "agenda", note()), Spacer(0, 1), title, Spacer(0, 7), facts(_facts(item, pack), 4, cell())]


def _facts(item: PackItem, pack: PanelPack) -> list[tuple[str, Cell]]:
    case, request = item.case, item.case.request
    born = case.person.date_of_birth
    age = [f"{item.age} years"] if item.age is not None else []
    dated = [f"born {short_date(born)}"] if born and pack.profile == "named" else []
    source = SOURCES.get(request.source, "")
    return [
        ("Age and year", ", ".join([*age, item.year_group, *dated] if item.year_group else [*age, *dated]) or ABSENT),
        ("Setting", case.setting or ABSENT),
        ("Primary need", item.primary_need or ABSENT),
        ("Area", case.area or ABSENT),
        ("Officer", officer(case.officer, pack.profile) or ABSENT),
        ("Rights held by", item.rights_holder or ABSENT),
        ("Request received", f"{short_date(request.received_on)} {source}".strip()),
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
    table = Table([[left, right]], colWidths=[WIDTH * 0.6, WIDTH * 0.4], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, -1), colour("page")),
                ("LINEBEFORE", (0, 0), (0, -1), 3, colour("text")),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ]
        )
    )
    return [Spacer(0, 3), table]


def _legal(item: PackItem) -> str:
    return f"{item.legal_title} by" if item.legal_due else "Next legal date"


def _due(item: PackItem) -> str:
    if item.legal_due is None:
        return "None"
    return f"{short_date(item.legal_due)}, {days_left(item.days_left)}"


def _clock(item: PackItem, pack: PanelPack) -> list[Flowable]:
    beside = f"day {item.day_number} of 140 at the meeting"
    sentence = " ".join(part for part in (item.reason, item.next_step) if part)
    state = Table(
        [[MarkedWord(item.mark.code, item.mark.word, 9.5), words(sentence, body())]],
        colWidths=[WIDTH * 0.19, WIDTH * 0.81],
        hAlign="LEFT",
    )
    state.setStyle(_tight())
    return [
        *heading("The 20 weeks", beside),
        TrackDrawing(item.track),
        Spacer(0, 5),
        state,
        Spacer(0, 9),
        side_by_side(
            _limits("Limit", item.limits, WIDTH * 0.51),
            _limits("Latest safe date", item.safe_dates, WIDTH * 0.44) if item.safe_dates else Spacer(0, 0),
            0.56,
        ),
        *[block for line in item.exceptions for block in (Spacer(0, 4), words(line, note()))],
    ]


def _tight() -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )


def _limits(title: str, lines: tuple[LimitLine, ...], width: float) -> Table:
    rows: list[list[Cell]] = [
        [words(line.title, cell()), words(short_date(line.due), cell()), MarkedWord(line.mark.code, line.mark.word)]
        for line in lines
    ]
    shares = (0.42, 0.25, 0.33)
    return ruled([title, "Date", ""], rows, [share * width for share in shares], padding=2.6)


def _advice(item: PackItem, shown: Veil) -> list[Flowable]:
    if not item.advice:
        none = "None has been asked for: advice is sought once there is a decision to assess."
        return [*heading("Advice"), words(none, note())]
    waiting = sum(line.received_on is None for line in item.advice)
    beside = f"{len(item.advice) - waiting} of {len(item.advice)} in"
    rows: list[list[Cell]] = [
        [
            words(line.service, cell(strong=True)),
            words(short_date(line.asked_on), cell()),
            words(short_date(line.due_on), cell()),
            words(short_date(line.received_on), cell()),
            MarkedWord(line.mark.code, line.mark.word),
            words(shown.text(line.key_point), cell()),
        ]
        for line in item.advice
    ]
    table = ruled(
        ["Service", "Asked", "Due", "In", "", "Key point"], rows, [0.14, 0.13, 0.13, 0.13, 0.165, 0.305], padding=2.8
    )
    return [*heading("Advice", beside), table]


def _views(item: PackItem, shown: Veil) -> list[Flowable]:
    view = item.case.request.family_view
    told = words(shown.text(view), body()) if view.strip() else words("Nothing is recorded.", note())
    return [*heading("The family's view", room=44), told]


def _provision(item: PackItem, shown: Veil) -> list[Flowable]:
    if item.item.asked != "provision":
        return []
    return [*preference(item, shown), *provision(item, shown), *consultations(item, shown)]


def _recommendation(item: PackItem, shown: Veil) -> list[Flowable]:
    asked = item.item
    typed = asked.recommendation or item.case.request.officer_recommendation
    outcome = asked.recommended_outcome or ""
    story = heading("The officer's recommendation", room=44)
    if outcome:
        story.append(words(OUTCOMES.get(outcome, sentence_case(shown.text(outcome))), cell(strong=True)))
    if typed.strip():
        story.append(words(shown.text(typed), body()))
    if not outcome and not typed.strip():
        story.append(words("None is recorded.", note()))
    return story


class DecisionBox(Flowable):  # type: ignore[misc]
    """A blank box for the decision in handwriting. It takes the room that is left, or none when that is too little."""

    LEAST, MOST = 78, 168

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
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(0.75)
        canvas.rect(0, 0, self.width, top, stroke=1, fill=0)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(colour("line"))
        canvas.line(0, 24, self.width, 24)
        canvas.line(self.width * 0.62, 0, self.width * 0.62, 24)
        canvas.line(self.width * 0.36, 24, self.width * 0.36, top)
        self._label(8, top - 13, "Decision")
        self._label(self.width * 0.36 + 8, top - 13, "Reasons")
        self._label(8, 9, "Signed by")
        self._label(self.width * 0.62 + 8, 9, "Date")

    def _label(self, x: float, y: float, text: str) -> None:
        face = style(8, strong=True)
        self.canv.setFillColor(colour("text"))
        self.canv.setFont(face.fontName, face.fontSize)
        self.canv.drawString(x, y, text)


