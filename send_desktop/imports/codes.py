"""Words of trackers and the codes they stand for: needs, who asked, exceptions; and the UPN's own check."""

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import mul

from send_desktop.codes import SEN_TYPES

NEED_WORDS: Mapping[str, str] = {
    "specific learning difficulties": "SPLD",
    "dyslexia": "SPLD",
    "moderate learning difficulties": "MLD",
    "severe learning difficulties": "SLD",
    "profound and multiple learning difficulties": "PMLD",
    "social emotional and mental health needs": "SEMH",
    "social emotional mental health": "SEMH",
    "besd": "SEMH",
    "speech language and communication": "SLCN",
    "speech and language": "SLCN",
    "speech language communication needs": "SLCN",
    "hearing": "HI",
    "visual impairment": "VI",
    "vision": "VI",
    "multisensory impairment": "MSI",
    "physical": "PD",
    "physical disabilities": "PD",
    "autism": "ASD",
    "autistic": "ASD",
    "autism spectrum disorder": "ASD",
    "autism spectrum condition": "ASD",
    "autistic spectrum condition": "ASD",
    "asc": "ASD",
    "down s syndrome": "DS",
    "downs syndrome": "DS",
    "other": "OTH",
}

SOURCES: Mapping[str, str] = {
    "school": "school",
    "school setting": "school",
    "school or setting": "school",
    "setting": "school",
    "education setting": "school",
    "educational setting": "school",
    "nursery": "school",
    "college": "school",
    "early years": "school",
    "early years setting": "school",
    "senco": "school",
    "parent": "parent",
    "parents": "parent",
    "parental": "parent",
    "parent carer": "parent",
    "parents carers": "parent",
    "parent or carer": "parent",
    "carer": "parent",
    "family": "parent",
    "mother": "parent",
    "mum": "parent",
    "father": "parent",
    "dad": "parent",
    "young person": "young_person",
    "yp": "young_person",
    "self": "young_person",
    "student": "young_person",
    "health": "health",
    "nhs": "health",
    "gp": "health",
    "paediatrician": "health",
    "social care": "social_care",
    "social worker": "social_care",
    "csc": "social_care",
    "childrens social care": "social_care",
    "other": "other",
    "not known": "not_known",
    "unknown": "not_known",
    "nk": "not_known",
    "not recorded": "not_known",
}
"""Who asked for the assessment (s36(1)), as trackers word it."""

NOTHING = frozenset({"", "not known", "not recorded", "unknown", "nk", "tbc", "none", "n a", "na"})
"""Words in a code column by which nothing is recorded, and nothing need be said."""

NOBODY = frozenset({"", "unallocated", "tbc", "-", "–", "n/a", "na", "none", "vacant", "not allocated", "nobody", "?"})
"""Words in the officer's column that mean nobody."""

REASONS = (
    (re.compile(r"\bclos(?:ed|ure)\b|\bschool hol(?:iday)?s?\b"), "school_closed"),
    (re.compile(r"\bpersonal (?:circ|reason)|\bexceptional\b.*\bcirc|\bcirc.*\bexceptional"), "personal_circumstances"),
    (re.compile(r"\babsent\b|\babsence\b|\bout of (?:the )?area\b|\baway from (?:the )?area\b"), "absent_from_area"),
    (re.compile(r"\bnot statutory\b"), "not_statutory"),
)
"""Reg 10(4)(a) and (b), (c), (d): wording to code. What matches none is outside the list."""

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_VALUES: Mapping[str, int] = {
    **{letter: value for value, letter in enumerate(UPN_LETTERS)},
    **{str(digit): digit for digit in range(10)},
}
UPN = re.compile(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]")


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """Return text in lower case with everything but letters, digits and single spaces gone."""
    return " ".join(
        re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("'", "").replace("’", "").replace("&", " and ")).split()
    )


NEED_OF_WORDS: Mapping[str, str] = {
    **{plain_words(code): code for code in SEN_TYPES},
    **{plain_words(title): code for code, title in SEN_TYPES.items()},
    **NEED_WORDS,
}


def exception_reason(text: str) -> str:
    """Return the code of an exception's wording; 'not_statutory' when reg 10(4) does not list it."""
    words = plain_words(text)
    return next((code for pattern, code in REASONS if pattern.search(words)), "not_statutory")


def upn_check_letter(upn: str) -> str:
    """Return the check letter that positions 2 to 13 of a UPN of the right pattern ask for (CBDS)."""
    return UPN_LETTERS[sum(map(mul, range(2, 14), (UPN_VALUES[sign] for sign in upn[1:]))) % 23]


def upn_fault(upn: str) -> str:
    """Return what is wrong with a UPN: 'upn_length', 'upn_pattern', 'upn_check_letter' or '' when it is right."""
    if len(upn) != 13:
        return "upn_length"
    if not UPN.fullmatch(upn):
        return "upn_pattern"
    return "" if upn[0] == upn_check_letter(upn) else "upn_check_letter"
