"""Where a store's file may be: a disk of this computer, never a network share.

SQLite's write-ahead log needs memory that the processes share, which no network share offers; on
one, two computers would sooner or later corrupt the file.
"""

import sys
from pathlib import Path, PurePath, PurePosixPath

from send_desktop.errors import Unavailable

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "webdav", "davfs", "fuse.sshfs"}
)
DRIVE_REMOTE = 4
"""What Windows answers for a mapped network drive (GetDriveTypeW)."""


def is_address(location: str) -> bool:
    """Say whether a location names a PostgreSQL server and not a file."""
    return location.startswith(("postgresql://", "postgresql+"))


def usable(location: str | Path) -> Path:
    """Return the absolute path of a store's file. Raises Unavailable for a folder, a missing folder or a share."""
    path = Path(location).expanduser().absolute()
    try:
        _require_file_in_folder(path)
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be reached ({error.strerror}); nothing was made. Name another file."
        ) from error
    if is_on_network(path):
        raise Unavailable(
            f"{path} is on a network share, where a store would be damaged; it was left untouched. "
            "Keep the store on a disk of this computer and its backups on the share; for several computers use "
            "PostgreSQL."
        )
    return path


def _require_file_in_folder(path: Path) -> None:
    if path.is_dir():
        raise Unavailable(f"{path} is a folder; nothing was opened. Name a file in it, for example send.store.")
    if not path.parent.is_dir():
        raise Unavailable(f"There is no folder {path.parent}; nothing was made. Make it first, or name another.")


def is_on_network(path: Path) -> bool:
    """Say whether the system keeps this path on another computer."""
    if is_share_name(str(path)):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == DRIVE_REMOTE)
    mounts = Path("/proc/mounts")
    return mounts.exists() and file_system(path.resolve(), mounts.read_text("utf-8", "replace")) in NETWORK_FILE_SYSTEMS


def is_share_name(path: str) -> bool:
    r"""Say whether a path names a Windows share (``\\server\share``, also in its long form)."""
    plain = path.replace("/", "\\")
    if plain.startswith("\\\\?\\"):
        return plain[4:].upper().startswith("UNC\\")
    return plain.startswith("\\\\") and not plain.startswith("\\\\.\\")


def file_system(path: PurePath, mounts: str) -> str:
    """Return the kind of file system that holds a path, by the text of ``/proc/mounts``; '' when none does."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        point = PurePosixPath(parts[1].replace("\\040", " ")) if len(parts) > 2 else None
        if point is not None and path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind
