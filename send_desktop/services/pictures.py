"""Pictures of charts that leave as files: written, and logged as having left, as any other file."""

from pathlib import Path

from send_desktop.exports.placing import place
from send_desktop.records import Export
from send_desktop.services.export_log import left
from send_desktop.store import Store


def export_picture(store: Store, content: bytes, path: Path, by: str, profile: str) -> Export:
    """Write a picture and log that it left; return the line of the export log.

    ``profile`` is named where officers are on it, else reference: no child is on a chart. Raises Unavailable when it
    cannot be written; then nothing is logged.
    """
    with store.work(by, "Export picture") as work:
        logged = work.add(left("figures", content, path, by, profile))
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged
