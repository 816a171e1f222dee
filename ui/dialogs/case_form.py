"""What the forms of all acts on a case share: the case on screen, its preview, and saving it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Directory
from send_desktop.services.amendments import Amendment, adopt, preview
from send_desktop.services.cases import CaseView
from send_desktop.services.family import contact_marks
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values


@dataclass(frozen=True, slots=True)
class OnCase:
    """A case as it stands on the screen, with the lists that its forms offer."""

    desk: Desk
    view: CaseView
    directory: Directory
    chosen_id: int = 0
    """The id of the record that the act is about, where it was asked for from that record's line; else 0."""

    @property
    def today(self) -> date:
        """The day the program works on."""
        return self.desk.today

    def officers(self) -> list[str]:
        """Return the names of those who work in the team."""
        return [officer.name for officer in self.directory.officers if officer.is_active]

    def settings(self) -> list[str]:
        """Return the names of the settings known."""
        return [setting.name for setting in self.directory.settings]


def case_form(
    on: OnCase,
    *,
    title: str,
    save_words: str,
    fields: tuple[Field, ...],
    build: Callable[[Values], Amendment],
    caution: Callable[[Values], str | None] | None = None,
    intro: str = "",
    contacts: bool = False,
) -> FormSpec:
    """Return the form of an act that builds an Amendment: it is previewed on the clock and adopted whole.

    ``contacts`` is for an act that sends something or speaks with somebody: safe contact and whom not to
    disclose to stand at the top of its form.
    """

    def say(values: Values) -> str:
        words = preview(build(values), on.view.context, on.today).text
        warning = caution(values) if caution else None
        return f"{words} {warning}" if warning else words

    return FormSpec(
        title=title,
        save_words=save_words,
        fields=fields,
        intro=intro,
        say=say,
        dates=lambda values: preview(_built(build, fields, values), on.view.context, on.today).dates(),
        marks=contact_marks(on.view.case) if contacts else (),
        save=lambda values: adopt(on.desk.store, build(values), on.desk.by, on.today),
    )


def _built(build: Callable[[Values], Amendment], fields: tuple[Field, ...], values: Values) -> Amendment:
    """What the act would be: the dates that it moves show before the reasons that it needs have been written."""
    try:
        return build(values)
    except Refused:
        unwritten = {one.name: "…" for one in fields if one.kind == "long_text" and not values[one.name]}
        return build(values | unwritten)


def given(value: date | None, words: str) -> date:
    """Return a date that the act cannot do without. Raises Refused with these words where it is missing."""
    if value is None:
        raise Refused(words)
    return value
