"""Where the embedded servers keep their files, and as which user they run.

PostgreSQL refuses to run as root. For root the servers run as a system user of their own; where that
user cannot reach the data folder (a checkout under /root), they keep their files below /var/lib/ilc.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

ROOTS_HOME = Path("/var/lib/ilc")
# sockaddr_un.sun_path holds 108 bytes with its closing NUL (man 7 unix); macOS gives 104.
LONGEST_SOCKET_PATH = 103


@dataclass(frozen=True)
class Places:
    """The folders of one embedded installation."""

    home: Path
    sockets: Path

    @property
    def postgres_data(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey"


def places_for(folder: Path) -> Places:
    """The places for this data folder. Always the same answer for the same folder and caller; creates nothing."""
    is_root = os.geteuid() == 0
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    home = folder if not is_root or open_to_everyone(folder) else ROOTS_HOME / name
    sockets = home / "sockets"
    if len(str(sockets / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
        sockets = Path("/tmp") / f"ilc-{os.geteuid()}-{name}"  # noqa: S108  made private by the keeper, or refused
    return Places(home, sockets)


def open_to_everyone(path: Path) -> bool:
    """Whether every user may pass through this path. What does not exist yet is judged by its parents."""
    existing = [part for part in (path, *path.parents) if part.exists()]
    return all(part.stat().st_mode & stat.S_IXOTH for part in existing)
