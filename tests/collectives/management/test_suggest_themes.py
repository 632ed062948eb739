import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tests.collectives.engine.grouping.answers import answers


def write_answers(path: Path, rows: list[tuple[str, ...]], headers: tuple[str, ...] = ("id", "text")) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headers, *rows])
    return path


def suggest(path: Path, **options: object) -> list[dict[str, str]]:
    out = path.with_name("groups.csv")
    call_command("suggest_themes", path, column="text", out=out, stdout=io.StringIO(), **options)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def survey(tmp_path) -> Path:
    texts, _ = answers("en_full")
    return write_answers(tmp_path / "survey.csv", [(str(text.key), text.words) for text in texts])


def test_every_row_gets_its_theme_label_and_closeness(survey):
    rows = suggest(survey, themes=10, seed=1)

    assert list(rows[0]) == ["row", "theme", "label", "closeness"]
    assert [row["row"] for row in rows] == [str(number) for number in range(1, 201)]
    assert {row["theme"] for row in rows} == {str(number) for number in range(1, 11)}
    assert all(row["label"] and 0 <= float(row["closeness"]) <= 1 for row in rows)


def test_the_same_seed_writes_the_same_file(survey):
    assert suggest(survey, seed=3) == suggest(survey, seed=3)


def test_rows_without_words_keep_their_line_and_have_no_theme(tmp_path):
    path = write_answers(tmp_path / "a.csv", [("1", "Absent on Monday"), ("2", ""), ("", ""), ("4", "Late on Monday")])

    rows = suggest(path, themes=1, force=True)

    assert [(row["row"], row["theme"]) for row in rows] == [("1", ""), ("2", ""), ("3", ""), ("4", "")]


def test_a_workbook_and_a_column_of_languages(tmp_path):
    workbook = Workbook()
    workbook.active.append(("Text", "lang"))
    for text in [*answers("fr")[0][:20], *answers("es")[0][:20]]:
        workbook.active.append((text.words, "fr-CA" if "é" in text.words else None))
    workbook.save(tmp_path / "a.xlsx")

    assert len(suggest(tmp_path / "a.xlsx", lang_column="lang")) == 40


def test_a_label_that_a_spreadsheet_would_compute_is_defused(tmp_path):
    path = write_answers(
        tmp_path / "a.csv", [("1", f"{word} -minus") for word in ("one", "two", "three", "four", "five")]
    )

    assert all(not row["label"].startswith(("=", "-", "+", "@")) for row in suggest(path, force=True))


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("id,text\n1,Time\n", {}, "has 1 answers. Fewer than 30"),
        ("id,words\n1,Time\n", {}, "There is no column text. The columns are: id, words."),
        ("id,text\n1,Time\n", {"lang_column": "l"}, "There is no column l."),
        ("id,text\n1,\n", {}, "holds no answers"),
        ("id,text\n", {}, "holds no answers"),
        ("", {}, "There is nothing in this file."),
        ("\0\0\0", {}, "We cannot read this file as text."),
        ("id,text\n1,Time\n", {"themes": 0}, "--themes must be 1 or more."),
        ("id,text\n1,Time\n", {"seed": -1}, "--seed must be 0 or more"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, content, options, message):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError) as refusal:
        suggest(path, **options)

    assert message in str(refusal.value)


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written(survey):
    with pytest.raises(CommandError, match="cannot be read"):
        suggest(survey.with_name("other.csv"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("suggest_themes", survey, column="text", out=survey / "x.csv", stdout=io.StringIO())


def test_it_runs_where_nothing_is_configured_and_starts_no_server(survey, tmp_path):
    bare = {"PATH": os.environ["PATH"], "ILC_DATA": str(tmp_path / "data")}
    out = tmp_path / "groups.csv"

    done = subprocess.run(
        [sys.executable, "manage.py", "suggest_themes", str(survey), "--column", "text", "--out", str(out)],
        cwd=settings.BASE_DIR,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"200 answers, 10 themes: {out}"
    assert not (tmp_path / "data").exists()
