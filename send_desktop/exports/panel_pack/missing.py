"""The page that stands in the place of a paper of which no pages could be made."""

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from send_desktop.exports.panel_pack.document import Anchor, Places
from send_desktop.exports.panel_pack.pack import PackItem, PackPaper, PanelPack
from send_desktop.exports.panel_pack.paper import body, link, note, style, words
from send_desktop.exports.profile import veil


def missing_page(paper: PackPaper, item: PackItem, pack: PanelPack, places: Places) -> list[Flowable]:
    """Return a page that says which paper is missing from the pack, and why."""
    shown = veil(item.case, pack.profile)
    title = shown.text(paper.title)
    return [
        NextPageTemplate("case"),
        PageBreak(),
        Anchor(paper.destination, title, 2, places),
        link(f"Item {item.number}, {shown.label}", item.destination, note()),
        Spacer(0, 150),
        words(title, style(18, strong=True, leading=23)),
        Spacer(0, 8),
        words("This paper is not in the pack.", style(12, strong=True)),
        Spacer(0, 6),
        words(paper.problem, body()),
    ]
