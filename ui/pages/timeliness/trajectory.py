"""Trajectory: where the share issued in 20 weeks is going, and what might be done about it, with its cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.forecast.fan import NOTES, ORDER_NOTE, Outcome, clears_sentence, dip_sentence, target_sentence
from send_desktop.forecast.whatif import ASSUMPTIONS, SHIPPED, WhatIf, plain
from send_desktop.services.trajectory import Trajectory, trajectory, trajectory_months
from send_desktop.services.what_ifs import LEVERS, POLICIES, Choice, assumptions, read_choice, what_if
from ui.dialogs.form import Field, FormSpec, Values
from ui.pages.page import Page
from ui.pages.timeliness import trajectory_rows as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardTable
from ui.widgets.fan_chart import FanChart
from ui.widgets.labels import button, label
from ui.widgets.scrolling import lay_out_now, scrolling

KEPT_AS = "trajectory/choice"
"""The name under which the desk remembers what-ifs and assumptions."""

UNMOVED = (
    "None of these changes what lies ahead by more than chance: by the records nothing that they add is what plans "
    "wait for."
)


def _is_like(one: Outcome, other: Outcome) -> bool:
    """Say whether two outcomes have the same middle share in every month, but for a point that chance makes."""
    pairs = zip(one.months, other.months, strict=True)
    return all(abs((mine.share.median or 0) - (yours.share.median or 0)) <= 1 for mine, yours in pairs)


def _number(held: WhatIf | None, name: str) -> str:
    value = getattr(held, name) if held else 0
    return f"{value:.10g}" if value else ""


class TrajectoryPart(Part):
    """The fan, the dip, and what-ifs."""

    id = "trajectory"
    title = "Trajectory"
    help_text = (
        "Two years ahead, simulated many times from the authority's own records. The line is the middle of what may "
        "come; the bands hold 50 and 90 of 100 futures. Each what-if is a line through three months together, with a "
        "mark and name of its own. The tables below hold the same figures.\n\n"
        "Side by side stand what might be done and what it costs. Ask your own adds another, with every lever: Enter "
        "on it changes it, Shift+F10 takes it off. Assumptions changes the costs and the pace of a psychologist, which "
        "the records cannot give. Both are kept for you on this computer.\n\n"
        "A forecast never changes a legal date and never ranks children. It can be switched off in Options."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: Trajectory | None = None
        self._choice = read_choice(page.desk.memory.text(KEPT_AS))
        self.ask = button("Ask your own what-if", lambda: self.ask_own(), role="accent")
        self.assume = button("Assumptions", self.ask_assumptions)
        self.chart = FanChart()
        self.compared = CardTable("What-ifs side by side", *say.COMPARED)
        self.quarterly = CardTable("Issued in 20 weeks, three months together", *say.QUARTERS)
        self.orders = CardTable("What an order of work does", *say.ORDERED)
        self.monthly = CardTable("Issued in 20 weeks by month", *say.MONTHLY)
        self.flow = CardTable("Issued, open and late by month", *say.FLOW)
        self.said, self.tried, self.unmoved = (label("", wraps=True) for _ in range(3))
        self.own = label("Enter on one of your own changes it, Shift+F10 takes it off.", "secondary", wraps=True)
        self.stated, self.notes = label("", "secondary", wraps=True), label("\n\n".join(NOTES), "secondary", wraps=True)
        self.fairness = label(ORDER_NOTE, "secondary", wraps=True)
        self._build()

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.assume, self.ask)

    # --- reading ---------------------------------------------------------------------------------

    def choice(self) -> Choice:
        return self._choice

    @staticmethod
    def read(asked: Asked) -> Trajectory:
        chosen = asked.chosen
        return trajectory(asked.store, asked.as_at, (*SHIPPED, *chosen.own), dict(chosen.assumed), asked.progress)

    def subtitle(self) -> str:
        return "two years ahead" if self.view and self.view.outcomes else ""

    def show_read(self, view: Trajectory) -> None:
        self.view = view
        self._cards.setVisible(not view.why_not)
        self.empty.setVisible(bool(view.why_not))
        self._why.setText(view.why_not)
        for act in self.acts():
            act.setEnabled(not view.why_not)
        if view.why_not:
            return
        now, months = view.outcomes[0], trajectory_months(view)
        said = (dip_sentence(now), clears_sentence(now), target_sentence(now, view.target))
        self.said.setText(" ".join(said))
        self.tried.setText(view.held_against.words if view.held_against else "")
        self.tried.setVisible(view.held_against is not None)
        is_unmoved = all(_is_like(one, now) for one in view.outcomes)
        self.unmoved.setVisible(is_unmoved)
        self.unmoved.setText(UNMOVED if is_unmoved else "")
        name, lines = "Issued in 20 weeks by month, with what may come", say.fan_lines(view.outcomes)
        self.chart.show_months(name, months, " ".join(said), now.what.title, lines)
        self.quarterly.show_headings(say.quarter_titles(now))
        self.quarterly.show_rows(say.quarter_rows(view.outcomes))
        self.compared.show_rows(say.compared_rows(view.outcomes, self._acts_on()))
        self.orders.show_rows(say.order_rows(view.orders))
        self.own.setVisible(bool(self._choice.own))
        self.monthly.show_rows(say.month_rows(months))
        self.flow.show_rows(say.flow_rows(now))
        costs = dict(self._choice.assumed)
        given = (f"{one.title} {one.words(costs.get(one.name, one.default))} ({one.source})." for one in ASSUMPTIONS)
        self.stated.setText("\n".join((*view.stated, *given)))
        lay_out_now(self._area)

    def arrive(self) -> None:
        self.compared.setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def ask_own(self, held: WhatIf | None = None) -> None:
        """Open the form with every lever, as it stands for one of one's own where that is to be changed."""
        levers = (
            Field(name=one.name, label=one.title, start=_number(held, one.name), blamed_for=(one.title,))
            for one in LEVERS
        )
        fields = (
            Field(
                name="title", label="Called", start=held.title if held else "Your own",
                blamed_for=("“Called”", "call yours"),
            ),
            *levers,
            Field(name="policy", label="The psychologists take", kind="choice", choices=POLICIES,
                  start=held.policy if held else "as_before",
                  hint="Throughout, whatever the days below"),
            Field(name="from_on", label="From", kind="date", start=held.from_on if held else None,
                  hint="Empty: from now", blamed_for=("“From”",)),
            Field(name="until_on", label="Until", kind="date", start=held.until_on if held else None,
                  hint="Empty: without end", blamed_for=("“Until”", "last day")),
        )  # fmt: skip
        words = "Works it out and sets it beside the others. It is kept for you on this computer."
        spec = FormSpec(
            title=held.title if held else "Ask your own what-if",
            save_words="Work it out",
            say_heading="What this does",
            fields=fields,
            say=lambda _: words,
            save=partial(self._add, held.title if held else ""),
        )
        self.open(spec, lambda _: self.read_again())

    def take_off(self, title: str) -> None:
        """Take one of one's own off."""
        self._keep(self._choice.without(title))
        self.page.said.emit(f"{title} is taken off.")
        self.read_again()

    def _add(self, instead_of: str, values: Values) -> Changes:
        asked = what_if(values, self.view.as_at if self.view else self.desk.today)
        self._keep(self._choice.with_own(asked, instead_of))
        return Changes(note=f"{asked.title} is worked out.")

    def _keep(self, choice: Choice) -> None:
        self._choice = choice
        self.desk.memory.keep(KEPT_AS, choice.as_text())

    def _acts_on(self) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
        """Return what can be done to each of one's own: changing it, and taking it off."""
        return {one.title: (partial(self.ask_own, one), partial(self.take_off, one.title)) for one in self._choice.own}

    def ask_assumptions(self) -> None:
        """Open the form of what the records cannot give."""
        held: Mapping[str, float] = dict(self._choice.assumed)
        fields = tuple(
            Field(
                name=one.name, label=f"{one.title} ({one.unit})", start=plain(held.get(one.name, one.default)),
                hint=one.source, blamed_for=(one.title,),
            )
            for one in ASSUMPTIONS
        )  # fmt: skip
        words = "They are kept for you on this computer."
        spec = FormSpec(
            title="Assumptions",
            save_words="Use these",
            say_heading="What this does",
            fields=fields,
            say=lambda _: words,
            save=self._assume,
        )
        self.open(spec, lambda _: self.read_again())

    def _assume(self, values: Values) -> Changes:
        self._keep(Choice(self._choice.own, tuple(assumptions(values).items())))
        return Changes(note="The what-ifs are worked out anew.")

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._cards = QWidget()
        cards = QVBoxLayout(self._cards)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(px(12))
        for heading, widgets in (
            ("Where this is going", (self.chart, self.said, self.tried)),
            ("What if", (self.unmoved, self.compared, self.quarterly, self.own)),
            ("Whom the psychologists take first", (self.orders, self.fairness)),
            ("By month", (self.monthly,)),
            ("Issued, open and late, as now", (self.flow,)),
            ("What it stands on", (self.stated, self.notes)),
        ):
            card = Card(heading)
            for widget in widgets:
                card.body.addWidget(widget)
            cards.addWidget(card)
        self.empty, self._why = Card("No forecast"), label("", wraps=True)
        self.empty.body.addWidget(self._why)
        self.empty.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.addWidget(self._cards)
        column.addWidget(self.empty)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside)
        whole.addWidget(self._area)
