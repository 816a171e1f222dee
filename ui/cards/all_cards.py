"""Every card of the case page in the order in which it stands, column by column. ``spec`` tells how to add one."""

from ui.cards import (
    advice,
    adviser_requests,
    chronology,
    consultations,
    contacts,
    delay_reasons,
    disputes,
    documents,
    exceptions,
    history,
    law,
    letters,
    panels,
    people,
    plans,
    provision,
)
from ui.cards.spec import CardSpec

CARDS: tuple[CardSpec, ...] = (
    # left
    chronology.CARD,
    law.DUTIES,
    contacts.CARD,
    documents.CARD,
    history.CARD,
    # right
    advice.CARD,
    adviser_requests.CARD,
    law.SAFE,
    consultations.CARD,
    plans.CARD,
    panels.CARD,
    disputes.CARD,
    letters.CARD,
    exceptions.CARD,
    delay_reasons.CARD,
    provision.PROVISION,
    provision.VIEWS,
    people.CARD,
    people.CHILD,
)
"""Where there is no room for two columns, the left stands over the right."""
