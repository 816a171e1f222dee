"""The nearest words to one that is not there: by letters, and by how they sound (Kaitlyn is Caitlin)."""

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

CANDIDATES = 60
SHORT = 3
"""Words of so few letters are taken as they are: everything is near them."""

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|[kq]"), "c"),
    (re.compile(r"gh"), ""),
    (re.compile(r"(?<=[bcdgprstw])h"), ""),
    (re.compile(r"[aeo]?y|ie|ee|ea|ei|ai"), "i"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)e$"), ""),
)


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that was most likely meant; None where none is near.

    ``known`` stands with the commonest first, which wins among equals. A number is never taken for another.
    """
    if not may_be_misspelt(word):
        return None
    most = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    beginnings = [one[: len(word)] for one in known]
    found: dict[str, tuple[float, int]] = {}
    for choices, handicap in ((known, 0.0), (beginnings, 0.5)):
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most + 1, limit=CANDIDATES)
        for text, distance, place in near:
            heard = OSA.distance(sound(word), sound(text))
            score = (distance + 2 * heard) / 2 + handicap
            if min(distance, heard + 1) <= most:
                found[known[place]] = min(found.get(known[place], (score, place)), (score, place))
    return min(found, key=lambda one: found[one]) if found else None


def may_be_misspelt(word: str) -> bool:
    """Say whether another word may be taken for this: not for a number, nor for what is too short to tell."""
    return len(word) > SHORT and not any(character.isdigit() for character in word)


def sound(word: str) -> str:
    """Return a word written roughly as it sounds."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word
