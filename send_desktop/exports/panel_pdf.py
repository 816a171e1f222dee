"""The panel pack as a PDF: cover, contents, agenda, one page a case. Records in, a file out.

Drawn twice: the first pass finds out on which page everything comes to lie, the second prints it.
"""

from io import BytesIO
from pathlib import Path

from reportlab.platypus import Flowable, NextPageTemplate

from send_desktop.errors import Cancelled, Refused
from send_desktop.exports.panel_pack.agenda import agenda, contents
from send_desktop.exports.panel_pack.case_page import case_page
from send_desktop.exports.panel_pack.cover import cover
from send_desktop.exports.panel_pack.document import PackDocument, PageNumbers, StartItem
from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress, silent

PASSES = 2


def write(pack: PanelPack, path: Path, progress: Progress = silent) -> None:
    """Draw the pack and put it at ``path``, whole or not at all.

    Raises Unavailable when it cannot be written there and Cancelled when ``progress`` says so;
    a file that was there before is then untouched.
    """
    require_place(path)
    place(draw(pack, progress), path)


def draw(pack: PanelPack, progress: Progress = silent) -> bytes:
    """Return the pack as the bytes of a PDF; the same pack always gives the same bytes."""
    if pack.profile not in PROFILES:
        raise Refused(f"A pack cannot be built under the profile '{pack.profile}'; choose {_choices()}.")
    numbers = PageNumbers()
    first = _pass(pack, numbers, _Steps(pack, progress, done=0))
    numbers.total = first.page
    second = _pass(pack, numbers, _Steps(pack, progress, done=len(pack.items)))
    return bytes(second.filename.getvalue())


class _Steps:
    """Counts the cases drawn over both passes, for whoever waits; remembers why drawing was stopped."""

    def __init__(self, pack: PanelPack, progress: Progress, done: int) -> None:
        self._total, self._progress, self._done = PASSES * len(pack.items), progress, done
        self.stopped: Cancelled | None = None

    def __call__(self, item: PackItem) -> None:
        self._done += 1
        try:
            self._progress(self._done, self._total, f"Case {item.number} of {self._total // PASSES}")
        except Cancelled as stopped:
            self.stopped = stopped
            raise


def _pass(pack: PanelPack, numbers: PageNumbers, steps: _Steps) -> PackDocument:
    document = PackDocument(BytesIO(), pack, numbers.total)
    try:
        document.build(_story(pack, numbers, steps))
    except Cancelled:
        # Platypus adds its own words to whatever passes through it: what was raised is raised again as it was.
        raise Cancelled("Stopped: no pack was written, and any earlier one is untouched.") from steps.stopped
    return document


def _story(pack: PanelPack, numbers: PageNumbers, steps: _Steps) -> list[Flowable]:
    story = [*cover(pack, numbers), NextPageTemplate("list"), *contents(pack, numbers), *agenda(pack, numbers)]
    for item in pack.items:
        story += case_page(item, pack, numbers, StartItem(item, steps))
    return story


def _choices() -> str:
    return " or ".join((", ".join(list(PROFILES)[:-1]), list(PROFILES)[-1]))
