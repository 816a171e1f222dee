"""The letters that were made: to whom, when, and how they went; Enter records one as sent, or opens what went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from send_desktop.records import Letter
from send_desktop.services.letters import in_words
from send_desktop.wording import day_month
from ui.cards.documents import open_copy
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.dialogs.case_form import OnCase
from ui.dialogs.letters import email_act, save_act
from ui.dialogs.save_file import SaveFile
from ui.widgets.card_table import MORE, CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each letter, the newest first."""
    return [_row(one, on) for one in sorted(on.case.letters, key=lambda one: (one.made_on, one.id), reverse=True)]


def _row(one: Letter, on: OnCard) -> Row:
    today = on.view.today
    version = f"template version {one.template_number}" if one.template_number else "the template that is shipped"
    tips = (one.address, f"made by {one.made_by} from {version}", one.proof)
    sent = partial(on.open_act, "letter_sent", one.id)
    opens = partial(open_letter, on, one)
    return Row(
        (
            Cell(one.title, "strong", " · ".join(filter(None, tips)), note=f"To {one.addressee}"),
            Cell(day_month(one.made_on, today)),
            Cell(day_month(one.sent_on, today)),
            Cell(in_words(one), "secondary" if one.sent_on else "at_risk"),
            MORE,
        ),
        opens if one.sent_on else sent,
        more=(*(() if one.sent_on else (("Record as sent…", sent),)), *_files(one, on, opens)),
    )


def _files(one: Letter, on: OnCard, opens: Callable[[], object]) -> tuple[tuple[str, Callable[[], object]], ...]:
    return (
        ("Open a copy", opens),
        ("Write an email with it…", partial(_email, on, one)),
        ("Save a copy elsewhere…", partial(_save, on, one)),
    )


def open_letter(on: OnCard, one: Letter) -> None:
    """Open a read-only copy of a letter in its own program; say so, or why it could not be."""
    document = next((kept for kept in on.case.documents if kept.id == one.document_id), None)
    if document is None:
        on.page.notice.say("This letter was recorded without its file; there is nothing to open.", kind="warning")
    else:
        open_copy(on, document)


def _save(on: OnCard, one: Letter) -> None:
    on.page.wants_form.emit(SaveFile(save_act(on.desk, on.case, one), on.desk))


def _email(on: OnCard, one: Letter) -> None:
    chosen = OnCase(on.desk, on.view, on.directory, one.id)
    on.page.wants_form.emit(SaveFile(email_act(chosen, one), on.desk))


CARD = CardSpec(
    id="letters",
    heading="Letters",
    side="right",
    columns=(
        CardColumn("Letter"), CardColumn("Made", 64, gives_way=1), CardColumn("Sent", 64), CardColumn("How", 124),
        CardColumn("", 52),
    ),
    rows=rows,
    tools=(act_tool("letter_sent", "Record sent"),),
)  # fmt: skip
