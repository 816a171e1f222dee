"""Profiles: who may be named in what leaves the building. Applied to every text before it is set.

Named shows names. Initials and reference also take the names, addresses and telephone numbers of the child and
of their parents or carers out of free text, as far as they are on record; no one can promise that of a nickname.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from send_desktop.records import Carer, Case, Person

PROFILES = {
    "named": "Named: children and officers by name",
    "initials": "Initials: children and officers by initials, with the reference",
    "reference": "Reference: children by reference only, officers left out",
}
"""What leaves the building goes under one of these; each has the line that says so on it."""

_EVERYDAY = (
    "april art august autumn bill brook brown dean drew faith field grace green hazel hill hope hunter iris ivy jack "
    "joy june king lane long mark may north page park pat price ray rich robin rose short summer white will wood young"
)
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())
"""Names that are also everyday words: taken out only where they are written with a capital."""

_MONTHS = frozenset({"april", "august", "june", "march", "may"})
"""Names that stand in dates too: 4 May 2026 stays."""

_LETTER = r"[^\W\d_]"

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lady", "rev", "prof", "and", "the", "van", "von"})


@dataclass(frozen=True, slots=True)
class Veil:
    """What a profile shows of one case, and how it treats text that somebody typed about it."""

    label: str
    """The child as named at the head of a page: name, initials or reference."""
    reference: str
    """The reference to set beside the label; empty where the label is the reference."""
    hidden: tuple[tuple[re.Pattern[str], str], ...] = ()

    def text(self, typed: str) -> str:
        """Return typed text with every hidden name replaced."""
        shown = unicodedata.normalize("NFC", typed)
        for pattern, instead in self.hidden:
            shown = pattern.sub(instead, shown)
        return shown


def veil(case: Case, profile: str) -> Veil:
    """Return the veil of one case under a profile."""
    person = case.person
    if profile == "named":
        return Veil(person.name, case.reference)
    initials = initials_of(f"{person.forename} {person.surname}")
    child = initials if profile == "initials" and initials else "the child"
    hidden = (
        _hide_details(case),
        _hide([person.forename, person.surname], child),
        _hide([carer.name for carer in case.carers], "parent or carer"),
    )
    label, beside = (initials, case.reference) if profile == "initials" and initials else (case.reference, "")
    return Veil(label, beside, tuple(rule for rule in hidden if rule))


def officer(name: str, profile: str) -> str:
    """Return an officer as the profile shows them: name, initials, or nothing."""
    if profile == "named":
        return name
    return initials_of(name) if profile == "initials" else ""


def with_officers(shown: Veil, names: Iterable[str], profile: str) -> Veil:
    """Return the veil with officers' names shown as the profile shows them; the longest names first."""
    if profile == "named":
        return shown
    ordered = sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))
    rules = [(re.compile(rf"(?i)\b{re.escape(name)}\b"), officer(name, profile) or "an officer") for name in ordered]
    return replace(shown, hidden=(*shown.hidden, *rules))


def initials_of(name: str) -> str:
    """Return the initials of every part of a name: 'U.C.' for Una Coombevale, 'M.J.P.' for Mary-Jane Peppergoggle."""
    return "".join(f"{part[0].upper()}." for part in name.replace("-", " ").split() if part[0].isalpha())


def _hide(names: Iterable[str], instead: str) -> tuple[re.Pattern[str], str] | None:
    parts = sorted({part for name in names for part in _parts(name)}, key=lambda part: (-len(part), part))
    if not parts:
        return None
    words = "|".join(_word(part) for part in parts)
    # A run of hidden names ("Una Coombevale", and "Coombevale_Una2" as files are named) is one person.
    return re.compile(rf"(?<!{_LETTER})(?:{words})(?:[ _-]?(?:{words}))*(?!{_LETTER})"), instead


def _hide_details(case: Case) -> tuple[re.Pattern[str], str] | None:
    """Hide where they live and how they are reached, however it is spaced."""
    typed = {case.person.postcode or ""}
    reached: tuple[Person | Carer, ...] = (case.person, *case.carers)
    for one in reached:
        typed |= {one.email, one.telephone, *re.split(r"[,\n]", one.address)}
    packed = {"".join(unicodedata.normalize("NFC", text).split()) for text in typed}
    telling = sorted((one for one in packed if _is_telling(one)), key=lambda one: (-len(one), one))
    if not telling:
        return None
    words = "|".join(r"\s*".join(map(re.escape, one)) for one in telling)
    return re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)"), "(details left out)"


def _is_telling(text: str) -> bool:
    """Say whether a line tells of one home or person: it has a figure or is an email's; a town alone does not."""
    return len(text) > 4 and ("@" in text or any(sign.isdigit() for sign in text))


def _parts(name: str) -> list[str]:
    whole = unicodedata.normalize("NFC", name).strip()
    pieces = [piece.strip(".,()'’") for piece in re.split(r"[\s\-]+", whole)]
    return [piece for piece in pieces if len(piece) > 1 and piece.casefold() not in _TITLES]


def _word(part: str) -> str:
    if part.casefold() not in EVERYDAY_WORDS:
        return f"(?i:{''.join(map(_sign, part))})"
    word = f"(?:{re.escape(part.capitalize())}|{re.escape(part.upper())})"
    return rf"(?<!\d ){word}(?! \d{{4}})" if part.casefold() in _MONTHS else word


def _sign(sign: str) -> str:
    """Return a sign of a name as it is typed elsewhere: with either apostrophe or none, with an accent or without."""
    if sign in "'’":
        return "['’]?"
    plain = unicodedata.normalize("NFD", sign)[0]
    return re.escape(sign) if plain == sign else f"[{sign}{plain}]"
