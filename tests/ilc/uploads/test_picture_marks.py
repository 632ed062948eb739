"""What a picture carries besides its points is left out without decoding it: every point stays as it was."""

import io
import struct

import pytest
from PIL import Image

from ilc.uploads.picture_marks import bare, picture_size
from tests.make_upload import PLACE, drawing, labelled_png, picture, telephone_photo


def points(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGBA").tobytes()


@pytest.mark.parametrize(
    "data",
    [
        telephone_photo(orientation=1),
        picture("JPEG", progressive=True, comment=PLACE, xmp=PLACE),
        picture("JPEG", mode="CMYK", comment=PLACE),
        labelled_png(),
        picture("GIF", comment=PLACE),
        picture("JPEG2000", comment=PLACE) + struct.pack(">I4s16s", 24 + len(PLACE), b"uuid", bytes(16)) + PLACE,
    ],
)
def test_the_points_stay_and_everything_else_goes(data: bytes) -> None:
    tail = data if data.startswith(b"\0\0\0\x0c") else data + b"<script>" + PLACE
    assert PLACE in tail

    found = bare(tail)

    assert points(found) == points(data)
    assert b"<script>" not in found
    assert PLACE not in found or data.startswith(b"\0\0\0\x0c")


def test_a_moving_gif_goes_on_moving() -> None:
    frames = [drawing((60, 40)), Image.new("RGB", (60, 40), "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=PLACE)

    found = bare(file.getvalue())

    image = Image.open(io.BytesIO(found))
    assert (image.n_frames, image.info["loop"], PLACE in found) == (2, 0, False)


def test_colours_keep_their_profile_and_a_thumbnail_goes() -> None:
    found = bare(telephone_photo(orientation=1))

    kept = Image.open(io.BytesIO(bare(picture("JPEG", icc_profile=b"profile"))))
    assert kept.info["icc_profile"] == b"profile"
    assert found.count(b"JFIF") == 2  # the telephone's own, without its thumbnail, and Pillow's
    assert b"\x01\x01\x01\x02\x03" not in found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\xff\xffExif",
        b"\xff\xd8 words that are no segment",
        labelled_png()[:60],
        picture("GIF")[:40],
        b"GIF89a" + bytes(7) + b"\x99",
        b"\x00\x00\x00\x0cjP  " + bytes(4) + struct.pack(">I4s", 4000, b"ftyp"),
        b"BM" + bytes(100),
    ],
)
def test_what_is_broken_or_unknown_is_said(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        bare(data)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_size_is_read_as_pillow_reads_it(form: str) -> None:
    for size in ((1, 1), (333, 77), (4000, 3)):
        for options in ({}, {"lossless": True}, {"progressive": True}):
            assert picture_size(io.BytesIO(picture(form, size, **options)))[:2] == size
