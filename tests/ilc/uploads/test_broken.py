"""Whatever a file is broken by, it is made anew or refused; nothing unexpected comes out."""

import io
import random
from collections.abc import Iterator

import pytest

from ilc.uploads.apart import make_anew
from ilc.uploads.kinds import kind_of
from ilc.uploads.refusals import UploadRefused
from tests.make_upload import (
    labelled_png,
    minutes_docx,
    minutes_pdf,
    picture,
    slides_pptx,
    table_xlsx,
    telephone_photo,
)

TIMES = 120
EXTREMES = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")
WHOLE = {
    "jpeg": telephone_photo(),
    "progressive": picture("JPEG", (60, 40), progressive=True),
    "png": labelled_png(size=(60, 40)),
    "webp": picture("WEBP", (60, 40), mode="RGBA", xmp=b"x"),
    "gif": picture("GIF", (60, 40)),
    "pdf": minutes_pdf(),
    "docx": minutes_docx(),
    "xlsx": table_xlsx(),
    "pptx": slides_pptx(table_xlsx()),
    "text": b"School,Share\nGull Rock,58\n" * 5,
}


def broken(whole: bytes, *, seed: str) -> Iterator[bytes]:
    """The file with bytes changed, taken out and put in, here and there."""
    chance = random.Random(seed)
    for _ in range(TIMES):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 2, 5, 30])):
            at = chance.randrange(len(data) if chance.random() < 0.6 else min(len(data), 400))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1 if len(data) > 100:
                    del data[at : at + chance.randrange(1, 60)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 20))
                case _:
                    data[at : at + 4] = chance.choice(EXTREMES)
        yield bytes(data)


@pytest.mark.filterwarnings("ignore")  # what Pillow and zipfile think of such files
@pytest.mark.parametrize("name", WHOLE)
def test_a_broken_file_is_made_anew_or_refused(name: str, tmp_path) -> None:
    ends, words = set(), set()
    for data in broken(WHOLE[name], seed=name):
        file = io.BytesIO(data)
        try:
            kind = kind_of(file)
            file.seek(0)
            make_anew(file, kind, tmp_path)
            ends.add("made")
        except UploadRefused as refusal:
            ends.add("refused")
            words.add(str(refusal))

    assert (ends, "" in words) == ({"made", "refused"}, False)
