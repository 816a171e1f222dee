"""The letters that were made: to whom, when, and how they went; Enter records one as sent, or opens what went."""

from __future__ import annotations

from functools import partial

from send_desktop.records import Letter
from send_desktop.services.letters import in_words
from send_desktop.wording import day_month
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.dialogs.letters import save_act
from ui.dialogs.save_file import SaveFile
from ui.widgets.card_table import CardColumn, Cell, Row

SAVE = "Save or open the file"


def rows(on: OnCard) -> list[Row]:
    """Return one row for each letter, the newest first."""
    return [_row(one, on) for one in sorted(on.case.letters, key=lambda one: (one.made_on, one.id), reverse=True)]


def _row(one: Letter, on: OnCard) -> Row:
    today = on.view.today
    version = f"template version {one.template_number}" if one.template_number else "the template that is shipped"
    tips = (one.address, f"made by {one.made_by} from {version}", one.proof)
    save = partial(_save, on, one)
    sent = partial(on.open_act, "letter_sent", one.id)
    return Row(
        (
            Cell(one.title, "strong", " · ".join(filter(None, tips)), note=f"To {one.addressee}"),
            Cell(day_month(one.made_on, today)),
            Cell(day_month(one.sent_on, today)),
            Cell(in_words(one), "secondary" if one.sent_on else "at_risk"),
        ),
        save if one.sent_on else sent,
        more=((SAVE, save),) if one.sent_on else (("Record as sent", sent), (SAVE, save)),
    )


def _save(on: OnCard, one: Letter) -> None:
    on.page.wants_form.emit(SaveFile(save_act(on.desk, on.case, one), on.desk))


CARD = CardSpec(
    id="letters",
    heading="Letters",
    side="right",
    columns=(CardColumn("Letter"), CardColumn("Made", 72), CardColumn("Sent", 72), CardColumn("How", 128)),
    rows=rows,
    tools=(act_tool("letter_sent", "Record sent"),),
)
