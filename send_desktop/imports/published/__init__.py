"""The Department's published figures of a newer year, read from its own files by what their headings mean."""

from send_desktop.imports.published.checks import Remark
from send_desktop.imports.published.file import PublishedFile, read_file

__all__ = ["PublishedFile", "Remark", "read_file"]
