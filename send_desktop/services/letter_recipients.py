"""To whom the law requires a letter to go, where each is reached, and what is unsafe about it."""

import re
from collections.abc import Callable
from dataclasses import replace

from send_desktop.records import Carer, Case, Setting
from send_desktop.services.family import addressees
from send_desktop.services.letter_fields import LetterCase, Recipient
from send_desktop.services.letter_kinds import LetterKind


def recipients(letter: LetterKind, whole: LetterCase, by_email: bool | None = None) -> tuple[Recipient, ...]:
    """Return whom the law requires the letter to go to. ``by_email`` None: each as they prefer."""
    found = [one for group in letter.recipients for one in _RECIPIENTS[group](whole)]
    return tuple(_routed(one, by_email) for one in found)


def _family(whole: LetterCase) -> list[Recipient]:
    found = addressees(whole.case, whole.on)
    by_id = {carer.id: carer for carer in whole.case.carers}
    return [
        Recipient(
            key=f"{one.recipient}:{one.carer_id or 0}",
            recipient=one.recipient,
            name=one.name,
            address=one.address,
            email=one.email,
            by_email=one.preference.strip().casefold() == "email" and bool(one.email),
            dangers=_dangers(whole.case, by_id.get(one.carer_id or 0)),
        )
        for one in found
    ]


def _dangers(case: Case, carer: Carer | None) -> tuple[str, ...]:
    if carer is None:
        return ()
    said = [
        f"Do not disclose to {other.do_not_disclose_to}: this may be {carer.name}."
        for other in case.carers
        if other.do_not_disclose_to and other.id != carer.id and _may_be(carer, other.do_not_disclose_to)
    ]
    if not carer.has_parental_responsibility:
        said.append(f"{carer.name} has no parental responsibility on record.")
    if carer.safe_contact:
        said.append(f"Safe contact: {carer.safe_contact}")
    return tuple(said)


def _may_be(carer: Carer, words: str) -> bool:
    """Say whether a 'do not disclose to' may mean this carer: by a word of the name or by the relationship."""
    said = set(re.findall(r"\w+", words.casefold()))
    own = set(re.findall(r"\w+", f"{carer.name} {carer.relationship}".casefold())) - {"mr", "mrs", "ms", "miss", "dr"}
    return bool(said & own)


def _board(whole: LetterCase) -> list[Recipient]:
    name, _, address = whole.options.board.partition(",")
    return [
        _office("board", "board", name.strip() or "Integrated care board", address.strip(), whole.options.board_email)
    ]


def _setting(whole: LetterCase) -> list[Recipient]:
    return _at(whole, whole.case.setting, whole.case.request.setting_id) if whole.case.setting else []


def _named_setting(whole: LetterCase) -> list[Recipient]:
    named = next((one for one in whole.case.provision if one.kind == "proposed" and one.setting), None)
    return _at(whole, named.setting, named.setting_id) if named else _setting(whole)


def _at(whole: LetterCase, name: str, setting_id: int | None) -> list[Recipient]:
    known = _known(whole, name, setting_id)
    return [_office("setting", "setting", name, known.address if known else "", known.email if known else "")]


def _consulted(whole: LetterCase) -> list[Recipient]:
    waiting = [one for one in whole.case.consultations if one.replied_on is None and one.setting]
    made = []
    for one in waiting:
        known = _known(whole, one.setting, one.setting_id)
        to = _office(
            f"setting:{one.id}", "setting", one.setting, known.address if known else "", known.email if known else ""
        )
        made.append(replace(to, about_id=one.id, subject=one.setting))
    return made


def _service(whole: LetterCase) -> list[Recipient]:
    services = {one.code: one for one in whole.directory.services}
    made = []
    for one in whole.case.advice:
        if one.received_on is None and (service := services.get(one.service)):
            to = _office(f"service:{one.id}", "service", service.name, "", service.email)
            made.append(replace(to, about_id=one.id, subject=service.name))
    return made


def _known(whole: LetterCase, name: str, setting_id: int | None) -> Setting | None:
    wanted = name.casefold()
    return next(
        (one for one in whole.directory.settings if one.id == setting_id or one.name.casefold() == wanted), None
    )


def _office(key: str, recipient: str, name: str, address: str, email: str) -> Recipient:
    return Recipient(key=key, recipient=recipient, name=name, address=address, email=email, by_email=bool(email))


def _routed(to: Recipient, by_email: bool | None) -> Recipient:
    routed = to if by_email is None else replace(to, by_email=by_email)
    if routed.place:
        return routed
    where = "email address" if routed.by_email else "address"
    return replace(routed, dangers=(*routed.dangers, f"No {where} is recorded for {to.name}."))


_RECIPIENTS: dict[str, Callable[[LetterCase], list[Recipient]]] = {
    "family": _family,
    "board": _board,
    "setting": _setting,
    "named_setting": _named_setting,
    "consulted": _consulted,
    "service": _service,
}
