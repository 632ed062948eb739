"""Pictures are made anew: nothing is left in them but their points."""

import io

import pytest
from PIL import Image, ImageCms, ImageFile

from ilc.uploads.kinds import Kind, kind_of
from ilc.uploads.making import Made
from ilc.uploads.pictures import LONGEST_SIDE, PREVIEW_SIDE, make_picture
from ilc.uploads.refusals import PictureDamaged, PictureTooLarge
from tests.make_upload import PLACE, archive, drawing, labelled_png, picture, telephone_photo


def made_of(data: bytes) -> tuple[Made, bytes, bytes]:
    source, target, preview = io.BytesIO(data), io.BytesIO(), io.BytesIO()
    made = make_picture(source, kind_of(source), target, preview)
    return made, target.getvalue(), preview.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_red(image: Image.Image, at: tuple[int, int]) -> bool:
    red, green, blue = image.convert("RGB").getpixel(at)
    return red > 180 and green < 60 and blue < 60


def test_a_telephones_photo_loses_where_it_was_taken_and_stands_upright() -> None:
    photo = telephone_photo(orientation=6)
    before = opened(photo)
    assert before.getexif().get_ifd(0x8825)[2] == (47.0, 3.0, 0.0)
    assert photo.count(PLACE) >= 5

    made, data, preview = made_of(photo)

    image = opened(data)
    assert made == Made("image/jpeg", "jpg", (), 480, 640, True)
    assert (image.size, is_red(image, (470, 10)), is_red(image, (10, 10))) == ((480, 640), True, False)
    for one in (data, preview):
        assert dict(opened(one).getexif()) == {}
        assert set(opened(one).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert PLACE not in one
        assert b"Exif" not in one


def test_a_png_loses_every_chunk_that_is_not_its_points() -> None:
    labelled = labelled_png(mode="RGBA")
    assert set(opened(labelled).info) >= {"Author", "Comment", "XML:com.adobe.xmp", "exif"}

    made, data, _preview = made_of(labelled)

    assert made == Made("image/png", "png", (), 640, 480, True)
    assert opened(data).info == {}
    assert PLACE not in data


@pytest.mark.parametrize(
    ("data", "form", "mode"),
    [
        (picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0", xmp=PLACE), "JPEG", "RGB"),
        (picture("WEBP", mode="RGBA", lossless=True, xmp=PLACE), "PNG", "RGBA"),
        (picture("GIF", mode="P", comment=PLACE), "PNG", "RGB"),
        (picture("PNG", mode="1"), "PNG", "L"),
        (picture("PNG", mode="L"), "PNG", "L"),
        (picture("PNG", mode="LA"), "PNG", "RGBA"),
        (picture("PNG", mode="P", transparency=0), "PNG", "RGBA"),
        (picture("JPEG", mode="L"), "JPEG", "L"),
        (picture("JPEG", mode="CMYK"), "JPEG", "RGB"),
    ],
)
def test_each_kind_of_picture_becomes_one_that_every_device_opens(data: bytes, form: str, mode: str) -> None:
    _made, new, preview = made_of(data)

    assert (opened(new).format, opened(new).mode, opened(new).size) == (form, mode, (640, 480))
    assert opened(preview).format == "JPEG"
    assert PLACE not in new


def test_sixteen_bits_of_grey_stay_the_same_picture() -> None:
    file = io.BytesIO()
    Image.new("I;16", (20, 10), 0x8000).save(file, "PNG")

    _made, new, _preview = made_of(file.getvalue())

    assert opened(new).getpixel((5, 5)) == 0x80


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_telephone_ends_upright(orientation: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    held = drawing() if orientation == 1 else drawing().transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    held.save(file, "JPEG", exif=exif)

    _made, new, _preview = made_of(file.getvalue())

    image = opened(new)
    assert (image.size, is_red(image, (10, 10)), is_red(image, (630, 470))) == ((640, 480), True, False)


def test_colours_are_moved_to_the_ones_that_every_screen_knows() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    _made, followed, _preview = made_of(picture("JPEG", icc_profile=profile))
    _made, broken, _preview = made_of(picture("JPEG", icc_profile=b"not a profile"))

    assert is_red(opened(followed), (10, 10))
    assert is_red(opened(broken), (10, 10))
    assert "icc_profile" not in opened(followed).info


def test_a_picture_that_is_something_else_too_is_only_a_picture_afterwards() -> None:
    both = picture("JPEG") + archive({"inside.exe": b"MZ-PROGRAM"}, stored=True) + b"<html><script>alert(1)</script>"

    _made, new, _preview = made_of(both)

    assert (b"MZ-PROGRAM" in both, b"MZ-PROGRAM" in new, b"<script>" in new, b"PK\x03\x04" in new) == (
        True, False, False, False,
    )  # fmt: skip


def test_only_the_first_picture_of_a_moving_one_is_kept_and_that_is_said() -> None:
    frames = [drawing((60, 40)), Image.new("RGB", (60, 40), "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])

    made, new, _preview = made_of(file.getvalue())

    assert made.left_out == ("motion",)
    assert is_red(opened(new), (2, 2))


def test_very_large_pictures_come_down_to_a_sane_size() -> None:
    made, new, preview = made_of(picture("JPEG", (9000, 900)))

    assert (made.width, made.height) == opened(new).size == (LONGEST_SIDE, 410)
    assert opened(preview).size == (PREVIEW_SIDE, 96)


def test_a_small_picture_is_not_blown_up() -> None:
    made, new, preview = made_of(picture("PNG", (40, 30)))

    assert (made.width, opened(new).size, opened(preview).size) == (40, (40, 30), (40, 30))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_that_ends_in_the_middle_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint, in this process too, sets it
    whole = picture(form)

    with pytest.raises(PictureDamaged):
        made_of(whole[: len(whole) // 2])


def test_a_picture_that_says_another_size_further_in_is_refused() -> None:
    small = picture("WEBP", (30, 20), mode="RGBA")
    assert small[12:16] == b"VP8X"
    lies = small[:24] + bytes([2, 0, 0, 1, 0, 0]) + small[30:]

    with pytest.raises((PictureDamaged, PictureTooLarge)):
        make_picture(io.BytesIO(lies), Kind.WEBP, io.BytesIO(), io.BytesIO())
