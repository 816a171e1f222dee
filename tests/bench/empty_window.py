"""The least that a window on a store can be: PySide6, SQLAlchemy, the store opened and asked once."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2


def ask_the_file(location: str) -> None:
    """Open the store's file as SQLAlchemy opens any, and ask it once."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(location))
    with engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()


def open_the_store(location: str) -> None:
    """Open the store as the program does: recognised, its version compared, read once."""
    from db.engine import open_store

    with open_store(location).look() as reading:
        reading.is_empty()


def main(location: str, how: str) -> None:
    """Open the store in one of the two ways, show an empty window, say so and end."""
    {"file": ask_the_file, "store": open_the_store}[how](location)
    application = QApplication(["empty"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    print("ready", flush=True)
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
