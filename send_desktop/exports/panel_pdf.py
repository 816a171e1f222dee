"""The panel pack as a PDF: cover, contents, agenda, each case's front sheet and papers. Records in, a file out."""

from collections.abc import Mapping
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.panel_pack.assembling import Lock, assemble
from send_desktop.exports.panel_pack.drawing import Drawn, draw
from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.placing import placed, require_place
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress, silent

DRAWING_SHARE = 3
"""Of three parts of the work, drawing the cases is counted as one: papers are the most of a pack."""


def write(
    pack: PanelPack,
    path: Path,
    progress: Progress = silent,
    *,
    papers: Mapping[str, Path] | None = None,
    lock: Lock | None = None,
) -> Drawn:
    """Build the pack and put it at ``path``, whole or not at all; return what lies on which page.

    ``papers`` says where the PDF of each checksum lies. The same pack without a lock always gives the same bytes.
    Raises Unavailable when it cannot be written there and Cancelled when ``progress`` says so; a file that was
    there before is then untouched.
    """
    if pack.profile not in PROFILES:
        raise Refused(f"A pack cannot be built under the profile '{pack.profile}'; choose {_choices()}.")
    require_place(path)
    drawn = draw(pack, _Steps(pack, progress))
    with placed(path) as beside:
        assemble(drawn, pack, papers or {}, beside, lock, progress)
    return drawn


class _Steps:
    """Counts the cases drawn, for whoever waits."""

    def __init__(self, pack: PanelPack, progress: Progress) -> None:
        self._total, self._progress, self._done = len(pack.items), progress, 0

    def __call__(self, item: PackItem) -> None:
        self._done += 1
        self._progress(self._done, DRAWING_SHARE * self._total, f"Case {self._done} of {self._total}")


def _choices() -> str:
    return " or ".join((", ".join(list(PROFILES)[:-1]), list(PROFILES)[-1]))


__all__ = ["Lock", "write"]
