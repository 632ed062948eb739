"""How the search is compiled: once, with numba, into a cache that knows all of its sources.

numba keeps what it compiled for a function until the file of that function changes; here functions of one file run
inside those of another. So the cache lies in a folder named after the text of all files of this package: beside them,
or in the data folder where they cannot be written to. NUMBA_CACHE_DIR chooses another place.

Compiled functions take no memory of their own (`_nrt`): without it, counting references to the tables took half of
the time.
"""

import hashlib
import os
from pathlib import Path
from typing import Any, Final

import numba
from numba.core import config

from ilc.embedded import data_folder

settings: Any = config
HERE: Final = Path(__file__).parent


def cache_folder() -> Path:
    """Where compiled functions are kept."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.read_bytes())
    beside = HERE if os.access(HERE, os.W_OK) else data_folder()
    return Path(settings.CACHE_DIR or beside / "__pycache__") / f"formation-{digest.hexdigest()[:16]}"


settings.CACHE_DIR = str(cache_folder())

_njit: Any = numba.njit  # its types do not know `_nrt`
compiled: Final = _njit(cache=True, nogil=True, _nrt=False)
inlined: Final = _njit(cache=True, nogil=True, _nrt=False, forceinline=True)
