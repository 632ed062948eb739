"""Several people who press at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from ilc.errors import Refused


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do everything at the same moment, each on its own connection; what came back, or the refusal's class."""
    ready, came = Barrier(len(works)), []

    def do(work: Callable[[], object]) -> None:
        try:
            ready.wait()
            came.append(work())
        except Refused as reason:
            came.append(type(reason))
        finally:
            connection.close()

    threads = [Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
