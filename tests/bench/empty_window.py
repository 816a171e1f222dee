"""The least that a window on a store can be: PySide6, SQLAlchemy, the file opened and asked once."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2


def main(store: str) -> None:
    """Open the store, show an empty window, say so and end."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(store))
    with engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    application = QApplication(["empty"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    print("ready", flush=True)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1])
