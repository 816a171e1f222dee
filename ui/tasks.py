"""Work away from the window: one worker that writes, one that reads, so that no act waits for a report.

Results come back on the window's thread. A refusal, a stale record or an unavailable store is given
to whoever asked, to be shown in place; anything else is a fault of the program and is raised there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from send_desktop.changes import Changes
from send_desktop.errors import Cancelled, SendDesktopError, Unavailable
from send_desktop.progress import Progress

T = TypeVar("T")

Failed = Callable[[SendDesktopError], None]

FAULT = "Something went wrong in the program, and nothing of this was kept. What you typed is still here; try again."


class Job(QObject):
    """One piece of work on its way. Lives on the window's thread; its worker only emits."""

    progressed = Signal(int, int, str)
    _returned = Signal(object, object)

    def __init__(self, owner: QObject, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._owner = owner
        self._work = work
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; what it had done is undone."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """True once somebody asked it to stop."""
        return self._cancelled.is_set()

    @property
    def is_wanted(self) -> bool:
        """True while whoever asked is still there to be told."""
        return isValid(self._owner)

    def report(self, done: int, total: int, what: str) -> None:
        """Take progress from the work. Raises Cancelled once somebody asked it to stop."""
        if self._cancelled.is_set():
            raise Cancelled("Stopped. Everything is as it was before.")
        self.progressed.emit(done, total, what)

    def run(self) -> None:
        """Do the work on the worker's thread and send back what came of it."""
        try:
            result = self._work(self.report)
        except BaseException as error:  # handed to the window's thread, where it is shown or raised
            self._returned.emit(None, error)
        else:
            self._returned.emit(result, None)


class _Worker:
    """One thread that does jobs in the order they came."""

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._queue.put(job)

    def stop(self) -> None:
        self._queue.put(None)
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()


class Tasks(QObject):
    """Sends work to its worker and brings the answer back.

    ``changed`` carries the Changes of every act, for every page; ``busy`` says whether anything runs;
    ``started`` carries a job that can take long, for the bar with its Cancel. ``untold`` carries the
    failure of an act whose form or page has gone: nobody else is left to say it.
    """

    changed = Signal(object)
    busy = Signal(bool)
    started = Signal(object)
    untold = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reader = _Worker("reads")
        self._writer = _Worker("writes")
        self._running: list[Job] = []

    def read(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        long: bool = False,
    ) -> Job:
        """Read in the background and give ``done`` the answer, unless ``owner`` has gone by then."""
        return self._send(self._reader, owner, work, done, failed, long)

    def write(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        long: bool = False,
    ) -> Job:
        """Carry out an act in the background. Changes that it returns go to ``changed``, then to ``done``."""

        def finish(result: T) -> None:
            if isinstance(result, Changes):
                self.changed.emit(result)
            if done and isValid(owner):
                done(result)

        return self._send(self._writer, owner, work, finish, failed, long, keep=True)

    @property
    def is_busy(self) -> bool:
        """True while any work is on its way."""
        return bool(self._running)

    def stop(self) -> None:
        """Finish what is being written, drop what is being read, and end both workers."""
        for job in self._running:
            job.cancel()
        self._reader.stop()
        self._writer.stop()

    def _send(
        self,
        worker: _Worker,
        owner: QObject,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Failed | None,
        long: bool,
        keep: bool = False,
    ) -> Job:
        job = Job(owner, work)

        def returned(result: object, error: BaseException | None) -> None:
            self._forget(job)
            if error is not None:
                self._give(job, error, failed, is_act=keep)
            elif keep or job.is_wanted:
                done(result)

        job._returned.connect(returned, Qt.ConnectionType.QueuedConnection)
        self._remember(job)
        if long:
            self.started.emit(job)
        worker.put(job)
        return job

    def _remember(self, job: Job) -> None:
        self._running.append(job)
        self.busy.emit(True)

    def _forget(self, job: Job) -> None:
        self._running.remove(job)
        if not self._running:
            self.busy.emit(False)

    def _give(self, job: Job, error: BaseException, failed: Failed | None, is_act: bool) -> None:
        """Hand an expected failure to whoever asked; raise a fault of the program, once they know of it."""
        told = error if isinstance(error, SendDesktopError) else Unavailable(FAULT)
        if failed and job.is_wanted:
            failed(told)
        elif is_act and not isinstance(error, Cancelled):
            self.untold.emit(told)
        if told is not error:
            raise error
