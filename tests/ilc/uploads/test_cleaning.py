"""A file is made anew in a process of its own, which the kernel keeps within its limits."""

import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from ilc.uploads import apart, cleaning, refusals
from ilc.uploads.cleaning import cleaned
from ilc.uploads.kinds import Kind
from ilc.uploads.making import Made
from tests.make_upload import (
    PLACE,
    archive,
    changed,
    minutes_docx,
    minutes_pdf,
    parts_of,
    slides_pptx,
    table_xlsx,
    telephone_photo,
)

MOST_MEMORY = 300_000  # kB

# Runs the same process, and says at its end how much memory it had at most.
MEASURED = """
import os, sys
from ilc.uploads import apart
end = os._exit
def say(code):
    lines = open("/proc/self/status").read().splitlines()
    sys.stderr.write(next(one.split()[1] for one in lines if one.startswith("VmHWM")))
    sys.stderr.flush()
    end(code)
os._exit = say
apart.main()
"""


def test_a_photo_comes_back_anew_with_a_small_one() -> None:
    with cleaned(io.BytesIO(telephone_photo())) as found:
        made, data, preview = found.made, found.file.read_bytes(), found.preview.read_bytes()

    assert made == Made("image/jpeg", "jpg", (), 480, 640, True)
    assert (PLACE in data, PLACE in preview) == (False, False)
    assert not found.file.exists()


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (minutes_pdf(), "application/pdf"),
        (minutes_docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (table_xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (slides_pptx(), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (b"a,b\n1,2\n", "text/csv; charset=utf-8"),
    ],
)
def test_other_files_come_back_without_a_small_one(data: bytes, content_type: str) -> None:
    with cleaned(io.BytesIO(data)) as found:
        assert (found.made.content_type, found.preview, found.file.stat().st_size > 0) == (content_type, None, True)


def test_what_the_process_refuses_is_refused_here() -> None:
    refused = changed(minutes_docx(), word__film_dot_mp4=b"film")

    with pytest.raises(refusals.FileInside, match=r"film\.mp4"), cleaned(io.BytesIO(refused)):
        pass


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(refusals.TakesTooLong), cleaned(io.BytesIO(telephone_photo()), seconds=0):
        pass


def test_a_process_that_the_kernel_ends_is_said_kindly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dies = tmp_path / "dies"
    dies.write_text("#!/bin/sh\nkill -KILL $$\n", encoding="utf-8")
    dies.chmod(0o755)
    monkeypatch.setattr(cleaning.sys, "executable", str(dies))

    with pytest.raises(refusals.TakesTooLong), cleaned(io.BytesIO(telephone_photo())):
        pass


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asks = tmp_path / "asks"
    asks.write_text(f"#!/bin/sh\nenv > {tmp_path}/known\nexit 1\n", encoding="utf-8")
    asks.chmod(0o755)
    monkeypatch.setenv("ILC_SECRET_KEY", "not-for-it")
    monkeypatch.setattr(cleaning.sys, "executable", str(asks))

    with pytest.raises(refusals.FileDamaged), cleaned(io.BytesIO(telephone_photo())):
        pass

    assert "not-for-it" not in (tmp_path / "known").read_text(encoding="utf-8")


def test_what_nobody_thought_of_is_said_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fails = tmp_path / "fails"
    fails.write_text("#!/bin/sh\necho 'IndexError: nobody knows' >&2\nexit 1\n", encoding="utf-8")
    fails.chmod(0o755)
    monkeypatch.setattr(cleaning.sys, "executable", str(fails))

    with pytest.raises(refusals.FileDamaged), cleaned(io.BytesIO(telephone_photo())):
        pass

    assert "IndexError: nobody knows" in caplog.text


def noise(size: tuple[int, int], form: str, mode: str = "RGB", *, contrast: float = 60, **options: object) -> bytes:
    file = io.BytesIO()
    grain = Image.effect_noise((size[0] // 8, size[1] // 8), contrast)
    grain.resize(size).convert(mode).save(file, form, **options)
    return file.getvalue()


def pdf_that_unpacks_large() -> bytes:
    """Its list of objects is a few bytes that unpack to a gigabyte."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(10_000_000)) for _ in range(100)) + packing.flush()
    head = b"%PDF-1.5\n"
    stream = b"1 0 obj\n<< /Type /XRef /W [1 4 2] /Size 9 /Root 2 0 R /Filter /FlateDecode /Length %d >>\nstream\n" % (
        len(packed)
    )
    return head + stream + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)


def workbook_with_a_long_sheet() -> bytes:
    """A sheet of 200 MB in a file of a few hundred kB: allowed, for it is copied bit by bit."""
    row = b"<row><c><v>1234567</v></c></row>" * 32_768
    sheet = b"<worksheet xmlns='urn:s'><sheetData>" + row * 50 + b"</sheetData></worksheet>"
    return archive(parts_of(table_xlsx()) | {"xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    ("make", "kind", "answer"),
    [
        (lambda: noise((8064, 6048), "JPEG", quality=60), Kind.JPEG, '"made"'),
        (lambda: noise((16_000, 12_200), "JPEG", quality=40), Kind.JPEG, '"made"'),
        (lambda: noise((6000, 5000), "JPEG", quality=60, progressive=True, subsampling=0), Kind.JPEG, '"made"'),
        (lambda: noise((4120, 4120), "JPEG", mode="CMYK"), Kind.JPEG, '"made"'),
        (lambda: noise((5000, 5000), "PNG", mode="RGBA", contrast=3, compress_level=1), Kind.PNG, '"made"'),
        (lambda: noise((5000, 5000), "PNG", mode="P", contrast=3, compress_level=1), Kind.PNG, '"made"'),
        (lambda: noise((4000, 3000), "WEBP", quality=50), Kind.WEBP, '"made"'),
        (lambda: noise((5000, 5000), "GIF", contrast=3), Kind.GIF, '"made"'),
        (pdf_that_unpacks_large, Kind.PDF, '"refused"'),
        (workbook_with_a_long_sheet, Kind.XLSX, '"made"'),
        (lambda: b"a,b\n" + b"12,34\n" * 4_000_000, Kind.TEXT, '"made"'),
    ],
)
def test_memory_stays_below_300_mb_whatever_is_brought(make, kind: Kind, answer: str, tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(make())

    with (tmp_path / "given").open("rb") as given:
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(tmp_path), str(kind)],
            stdin=given, capture_output=True, text=True, check=False, cwd=cleaning._ROOT,
        )  # fmt: skip

    assert answer in done.stdout
    assert int(done.stderr) < MOST_MEMORY


def test_the_limit_is_the_kernels() -> None:
    assert apart.MEMORY <= MOST_MEMORY * 1000
    taken = "from ilc.uploads import apart\napart.make_anew = lambda *_: bytearray(400_000_000)\napart.main()"

    done = subprocess.run(
        [sys.executable, "-c", taken, ".", "text"], capture_output=True, text=True, check=True, cwd=cleaning._ROOT,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert done.stdout == '{"refused": "takes_too_long", "values": {}}'


def test_every_refusal_can_be_kept_and_said_again() -> None:
    kept = refusals.PictureTooLarge(width=40_000, height=25_000)

    assert str(refusals.refusal_of(kept.code, kept.values)) == str(kept)
