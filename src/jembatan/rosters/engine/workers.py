"""How a process that reads files for another one starts and ends. Standard library only: polars comes later."""

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def begin() -> None:
    """Make this process a quiet helper: one thread for tables, and gone as soon as its parent is.

    Runs before the first table is read, because polars counts its threads when it is first imported.
    """
    os.environ["POLARS_MAX_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a helper process ends with its parent"
    wait([parent.sentinel])
    os._exit(1)
