"""Word files as papers: converted by LibreOffice or by Word, where one of them is on the computer."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from send_desktop.imports.papers.pdfs import UnusableError

SECONDS = 120
"""How long a conversion may take."""

NO_PROGRAM = (
    "Neither LibreOffice nor Word is on this computer to turn it into pages; save it as PDF where it was written, and "
    "add that."
)
FAILED = "It could not be turned into pages; save it as PDF where it was written, and add that."

_WORD_SCRIPT = (
    "$word = New-Object -ComObject Word.Application; $word.Visible = $false; $word.AutomationSecurity = 3; try {{ "
    "$file = $word.Documents.Open('{source}', $false, $true); $file.SaveAs2('{target}', 17); $file.Close($false) }} "
    "finally {{ $word.Quit() }}"
)
"""Read-only, macros off; 17 is Word's number for PDF."""


def to_pdf(data: bytes, name: str) -> bytes:
    """Return a Word file as the bytes of a PDF. Raises UnusableError where no program can convert it."""
    office = _libre_office()
    if office is None and not _has_word():
        raise UnusableError(NO_PROGRAM)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"paper{Path(name).suffix.lower() or '.docx'}"
        source.write_bytes(data)
        command = _by_libre_office(office, source) if office else _by_word(source)
        _run(command)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise UnusableError(FAILED)
        return made.read_bytes()


def _run(command: list[str]) -> None:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, creationflags=hidden)
    except subprocess.TimeoutExpired as error:
        raise UnusableError("It took too long to turn it into pages; save it as PDF, and add that.") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise UnusableError(FAILED) from error


def _by_libre_office(office: str, source: Path) -> list[str]:
    # A profile of its own: LibreOffice that is open on the desk would otherwise take the file and show it.
    profile = (source.parent / "profile").as_uri()
    return [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(source.parent),
        str(source),
    ]


def _by_word(source: Path) -> list[str]:
    script = _WORD_SCRIPT.format(source=source, target=source.with_suffix(".pdf"))
    return ["powershell", "-NoProfile", "-NonInteractive", "-Command", script]


def _libre_office() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found or sys.platform != "win32":
        return found
    folders = (os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"))
    usual = (Path(folder) / "LibreOffice" / "program" / "soffice.exe" for folder in folders if folder)
    return next((str(one) for one in usual if one.exists()), None)


def _has_word() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True
