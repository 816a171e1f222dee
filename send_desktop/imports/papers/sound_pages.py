"""Pages that whatever is laid over them can rely on: a box that can be seen, a list of resources, closed contents."""

import math

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (0.0, 0.0, 595.276, 841.89)
LEAST_POINTS, MOST_POINTS = 20.0, 14_400.0
"""Less than 7 mm is no page; 14,400 points are the most that readers show (ISO 32000, annex C)."""

Box = tuple[float, float, float, float]


def made_sound(page: pikepdf.Page) -> bool:
    """Make one page of a file sound. False where what stood on it is damaged: it stays empty then."""
    _set_boxes(page)
    _set_resources(page)
    return _close_contents(page)


def _set_boxes(page: pikepdf.Page) -> None:
    """Give the page a box that can be seen; a crop that leaves nothing of it, or cannot be understood, is left out."""
    media = _box(page.obj.get(Name.MediaBox)) or A4
    crop = _box(page.obj.get(Name.CropBox))
    page.obj[Name.MediaBox] = Array(media)
    seen = _common(media, crop) if crop else None
    if seen:
        page.obj[Name.CropBox] = Array(seen)
    elif Name.CropBox in page.obj:
        del page.obj[Name.CropBox]


def _box(given: object) -> Box | None:
    if not isinstance(given, Array) or len(given) != len(A4):
        return None
    try:
        edges = [float(edge) for edge in given]
    except (TypeError, ValueError):
        return None
    if not all(map(math.isfinite, edges)):
        return None
    found = (min(edges[0::2]), min(edges[1::2]), max(edges[0::2]), max(edges[1::2]))
    return found if _can_be_seen(found) else None


def _can_be_seen(box: Box) -> bool:
    left, bottom, right, top = box
    return all(LEAST_POINTS <= length <= MOST_POINTS for length in (right - left, top - bottom))


def _common(one: Box, other: Box) -> Box | None:
    found = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return found if _can_be_seen(found) else None


def _set_resources(page: pikepdf.Page) -> None:
    resources = page.obj.get(Name.Resources)
    if not isinstance(resources, Dictionary):
        page.obj[Name.Resources] = Dictionary()
        return
    for kind in (Name.Font, Name.XObject):
        if kind in resources and not isinstance(resources[kind], Dictionary):
            del resources[kind]


def _close_contents(page: pikepdf.Page) -> bool:
    """Close what the contents leave open, so that nothing laid over them is moved, turned or hidden by it."""
    if Name.Contents not in page.obj:
        return True
    try:
        steps = [str(step.operator) for step in pikepdf.parse_content_stream(page, "q Q BT ET")]
    except (pikepdf.PdfError, TypeError, ValueError):
        del page.obj[Name.Contents]
        return False
    depth = least = 0
    for step in steps:
        depth += {"q": 1, "Q": -1}.get(step, 0)
        least = min(least, depth)
    if least < 0:
        page.contents_add(b"q " * -least, prepend=True)
    ending = b"ET " * (steps.count("BT") > steps.count("ET")) + b"Q " * (depth - least)
    if ending:
        page.contents_add(b"\n" + ending)
    return True
