"""The form that writes a chart's picture to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from send_desktop.progress import Progress
from send_desktop.services.pictures import export_picture
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, usual_folder
from ui.widgets.chart_card import Picture

FOLDER = "picture/folder"


_WHO = {"reference": "No child and no officer is on it.", "named": "Officers are on it by name, no child."}


def picture_file(desk: Desk, picture: Picture) -> FileAct:
    """Return the form that writes a picture; what it is made of is taken now, the file written off the window."""
    content = as_png(picture.image)

    def make(path: Path, profile: str, report: Progress) -> str:
        export_picture(desk.store, content, path, desk.by, picture.profile)
        return f"The picture is in {path}."

    return FileAct(
        title="Save picture",
        intro=f"{picture.title}. As it is on the screen now, light whatever the window wears, twice as fine. "
        f"{_WHO[picture.profile]} That it left is written to the export log.",
        save_words="Save picture",
        running_words="Writing the picture",
        start=usual_folder(desk, FOLDER) / f"{picture.name}.png",
        ending=".png",
        kind_words="PNG picture",
        make=make,
        remembered_as=FOLDER,
        may_replace=True,
    )


def as_png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(held.data())
