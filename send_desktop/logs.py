"""The program's own log: what went wrong, never who it was about."""

import logging
from logging.handlers import RotatingFileHandler

from send_desktop.paths import log_folder

_BYTES = 512_000
_KEPT = 3


def start() -> logging.Logger:
    """Begin to log to the user's log folder; where that cannot be written, to standard error alone."""
    logger = logging.getLogger("send_desktop")
    if logger.handlers:
        return logger
    logger.setLevel(logging.INFO)
    logger.addHandler(_handler())
    return logger


def _handler() -> logging.Handler:
    layout = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "send-desktop.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(layout)
    return handler
