"""The supervisor with real child processes."""

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from ilc.supervisor import Program, supervise
from tests.processes import wait_until

COUNT = "import time\nprint('one', flush=True); print('two', flush=True)\ntime.sleep(600)"
STUBBORN = (
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('deaf', flush=True)\ntime.sleep(600)"
)
WITH_CHILD = (
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print('child', child.pid, flush=True)\ntime.sleep(600)"
)
SUPERVISE = """
import os, sys
from pathlib import Path
from ilc.supervisor import Program, supervise
programs = [Program(str(number), [sys.executable, "-c", code]) for number, code in enumerate(sys.argv[1:])]
sys.exit(supervise(programs, folder=Path.cwd(), environment=os.environ))
"""


def test_lines_carry_the_name_of_their_program_and_the_end_of_one_ends_all(tmp_path: Path) -> None:
    output = BytesIO()
    programs = [
        python("web", "print('hello'); print('no newline', end='')"),
        python("worker", "import time\ntime.sleep(600)"),
    ]

    code = supervise(programs, folder=tmp_path, environment=os.environ, output=output)

    assert code == 1
    assert output.getvalue().decode().splitlines() == [
        "web    | hello",
        "web    | no newline",
        "web ended by itself (code 0), so everything was stopped.",
    ]


def test_a_program_that_is_killed_is_named_with_its_signal(tmp_path: Path) -> None:
    output = BytesIO()
    programs = [python("worker", "import os\nos.kill(os.getpid(), 9)")]

    supervise(programs, folder=tmp_path, environment=os.environ, output=output)

    assert output.getvalue() == b"worker ended by itself (signal 9), so everything was stopped.\n"


def test_ctrl_c_stops_everything_and_is_no_fault() -> None:
    supervisor, lines = supervised(COUNT, COUNT, wanted=4)

    supervisor.send_signal(signal.SIGINT)
    code = supervisor.wait(15)
    close(supervisor)

    assert (code, sorted(lines)) == (0, ["0 | one", "0 | two", "1 | one", "1 | two"])


def test_what_a_program_started_ends_too_and_a_deaf_one_is_killed() -> None:
    supervisor, lines = supervised(WITH_CHILD, STUBBORN, wanted=2)
    grandchild = next(int(line.split()[-1]) for line in lines if "child" in line)

    supervisor.send_signal(signal.SIGTERM)
    code = supervisor.wait(30)
    close(supervisor)

    assert code == 0
    wait_until(lambda: not is_alive(grandchild))


def test_children_end_when_the_supervisor_is_killed() -> None:
    supervisor, _lines = supervised(COUNT, COUNT, wanted=4)
    children = [
        int(pid)
        for pid in Path(f"/proc/{supervisor.pid}/task/{supervisor.pid}/children").read_text(encoding="utf-8").split()
    ]

    supervisor.kill()
    supervisor.wait(5)
    close(supervisor)

    assert len(children) == 2
    wait_until(lambda: not any(is_alive(child) for child in children))


def python(name: str, code: str) -> Program:
    return Program(name, [sys.executable, "-c", code])


def supervised(*codes: str, wanted: int) -> tuple[subprocess.Popen[str], list[str]]:
    """A supervisor in a process of its own, and the first lines it passed on."""
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, *codes],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert supervisor.stdout is not None
    return supervisor, [supervisor.stdout.readline().rstrip() for _ in range(wanted)]


def close(supervisor: subprocess.Popen[str]) -> None:
    assert supervisor.stdout is not None
    supervisor.stdout.close()


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
