import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from collectives.engine.formation.check import check
from collectives.engine.formation.files import read_problem, read_seats
from collectives.engine.formation.problem import Pins

PEOPLE = "id,role,district,region,tz,slots,langs,pref1,pref2,pref3\n"
GUIDES = "id,themes,slots,langs,capacity\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty people, two facilitators, two who are kept apart."""
    jobs, langs = ("coach", "principal"), ("en", "en;fr")
    lines = [f"P{n:02},{jobs[n % 2]},D{n % 7},north,-5,{n % 3};3;4,{langs[n % 5 > 0]},{n % 2},2,\n" for n in range(20)]
    (tmp_path / "participants.csv").write_text(PEOPLE + "".join(lines), encoding="utf-8")
    (tmp_path / "facilitators.csv").write_text(GUIDES + "F1,0;2,3,en,2\nF2,1;2,0;4,en;fr,2\n", encoding="utf-8")
    (tmp_path / "conflicts.csv").write_text("a,b\nP00,P02\nP00,somebody else\n", encoding="utf-8")
    return tmp_path


def form(folder: Path, out: str = "seats.csv", **options: object) -> list[dict[str, str]]:
    path = folder / out
    call_command("form_collectives", folder, out=path, stdout=io.StringIO(), **{"iterations": 20_000} | options)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_everybody_has_a_line_with_a_seat_or_a_reason(folder: Path) -> None:
    rows = form(folder)

    header = ["participant_id", "collective_id", "theme", "slot", "language", "facilitator_id", "reason"]
    assert list(rows[0]) == header
    assert [row["participant_id"] for row in rows] == [f"P{n:02}" for n in range(20)]
    assert all(bool(row["collective_id"]) != bool(row["reason"]) for row in rows)
    assert check(read_problem(folder), read_seats(folder / "seats.csv")).violations == ()


def test_reasons_are_written_as_codes(folder: Path) -> None:
    (folder / "facilitators.csv").write_text(GUIDES + "F1,9,3,en,2\n", encoding="utf-8")

    assert {row["reason"] for row in form(folder)} == {"NO_FACILITATOR_FOR_THEME_AND_LANGUAGE"}


def test_the_same_seed_writes_the_same_file(folder: Path) -> None:
    assert form(folder, seed=4) == form(folder, "again.csv", seed=4)


def test_pins_hold_and_collectives_keep_their_names(folder: Path) -> None:
    before = form(folder, "before.csv")
    seated = [row for row in before if row["collective_id"]]
    (folder / "pins.csv").write_text(
        "participant_id,collective_id\n" + "".join(f"{r['participant_id']},{r['collective_id']}\n" for r in seated[:3]),
        encoding="utf-8",
    )

    after = form(folder, seed=7, previous=folder / "before.csv", pins=folder / "pins.csv")

    pins = Pins({row["participant_id"]: row["collective_id"] for row in seated[:3]})
    assert after == before
    assert check(read_problem(folder), read_seats(folder / "seats.csv"), pins=pins).violations == ()


def test_people_kept_together_are_read_from_a_file(folder: Path) -> None:
    (folder / "keep_together.csv").write_text("a,b\nP04,P06\nP06,P08\n", encoding="utf-8")

    places = {row["participant_id"]: row["collective_id"] for row in form(folder)}

    assert len({places[key] for key in ("P04", "P06", "P08")}) == 1


def test_a_report_holds_bounds_collectives_and_every_reason(folder: Path) -> None:
    form(folder, report=folder / "report.json")

    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["people"] == len(report["explanations"]) == 20
    assert 0.5 < report["quality"] <= 1
    assert report["score"] == sum(one["score"] for one in report["collectives"])
    assert report["score"] <= min(report["bounds"].values())
    assert report["violations"] == []


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("participants.csv", "id,slots,langs\n", "participants.csv has no column pref1."),
        ("participants.csv", "", "participants.csv has no column id, slots, langs, pref1."),
        ("participants.csv", "id,slots,langs,pref1\nP1,1,en\n", "participants.csv, row 2: 3 cells, and 4 columns."),
        (
            "participants.csv",
            "id,slots,langs,pref1\n\nP1,x,en,0\n",
            "row 3: slots is 'x', and should be a whole number.",
        ),
        ("participants.csv", "id,slots,langs,pref1\n,1,en,0\n", "participants.csv, row 2: id is empty."),
        ("participants.csv", "id,slots,langs,pref1\nP1,1,en,0\nP1,1,en,0\n", "participants.csv: P1 is there twice."),
        ("participants.csv", "id,slots,langs,pref1\nP1,1,en,\xe9\n", "participants.csv cannot be read as CSV in UTF-8"),
        ("facilitators.csv", GUIDES + "F1,0,3,en,-1\n", "facilitators.csv, row 2: capacity is '-1'"),
        ("facilitators.csv", GUIDES + "F1,0,3,en,\n", "facilitators.csv, row 2: capacity is empty."),
        ("facilitators.csv", GUIDES + "F1,0,3,a;b;c;d;e;f;g;h;i,1\n", "9 languages are more than 8"),
        ("conflicts.csv", "a,b\nP00,\n", "conflicts.csv, row 2: b is empty."),
        ("before.csv", "participant_id\n", "before.csv has no column collective_id"),
        ("pins.csv", "participant_id,collective_id\nP00,C9\n", "pin unknown collective; collective C9; P00."),
        ("pins.csv", "participant_id,collective_id\nP00,C1\nP00,C2\n", "pins.csv, row 3: P00 is pinned to C1"),
        ("keep_together.csv", "a,b\nP00,P02\n", "together and apart; P00, P02."),
    ],
)
def test_what_cannot_be_read_or_kept_is_said(folder: Path, file: str, content: str, message: str) -> None:
    form(folder, "before.csv")
    (folder / file).write_text(content, encoding="latin-1")
    options = {"previous": folder / "before.csv"} if file in {"before.csv", "pins.csv"} else {}
    if file == "pins.csv":
        options["pins"] = folder / file

    with pytest.raises(CommandError) as refusal:
        form(folder, **options)

    assert message in str(refusal.value)


def test_a_seat_whose_collective_changes_from_row_to_row_is_refused(folder: Path) -> None:
    header = "participant_id,collective_id,theme,slot,language,facilitator_id,reason\n"
    (folder / "before.csv").write_text(header + "P00,C1,0,3,en,F1,\nP01,C1,0,4,en,F1,\n", encoding="utf-8")

    with pytest.raises(CommandError, match="row 3: C1 has another theme, slot, language or facilitator"):
        form(folder, previous=folder / "before.csv")


def test_missing_files_and_wrong_options_are_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"participants\.csv is not there"):
        form(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="give both"):
        form(folder, pins=folder / "pins.csv")
    with pytest.raises(CommandError, match="--iterations must be 1 or more"):
        form(folder, iterations=0)
    with pytest.raises(CommandError, match="not within 2 to 10"):
        form(folder, min_size=1)
    with pytest.raises(CommandError, match="cannot be written"):
        form(folder, "no/such/folder.csv")


def test_the_command_line_loads_neither_the_apps_nor_the_compiler_once_the_search_is_compiled(folder: Path) -> None:
    rows = form(folder)

    out = folder / "alone.csv"
    command = [sys.executable, "-X", "importtime", "manage.py", "form_collectives", str(folder), "--out", str(out)]
    done = subprocess.run([*command, "--iterations", "20000"], capture_output=True, text=True, check=True)

    assert "llvmlite" in done.stderr
    assert not {"numba", "ilc.settings", "celery", "scipy", "highspy"} & {
        line.split("|")[-1].strip() for line in done.stderr.splitlines()
    }
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == rows


def test_the_command_line_says_what_is_missing(folder: Path) -> None:
    command = [sys.executable, "manage.py", "form_collectives", str(folder / "nowhere"), "--out", str(folder / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "participants.csv is not there" in done.stderr
