"""What a file is shows in its bytes, whatever it is called."""

import io
import struct
import tracemalloc
import zipfile

import pytest
from PIL import Image

from ilc import archives
from ilc.uploads import refusals
from ilc.uploads.kinds import MAX_BYTES, Kind, kind_of, tidy_name
from tests.make_upload import (
    archive,
    changed,
    huge_png,
    labelled_png,
    minutes_docx,
    minutes_pdf,
    picture,
    slides_pptx,
    table_xlsx,
    telephone_photo,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def jpeg_that_claims(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0" + b"\xff\xd9"


def webp_that_claims(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4) + sides
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (telephone_photo(), Kind.JPEG),
        (picture("JPEG", progressive=True), Kind.JPEG),
        (labelled_png(), Kind.PNG),
        (picture("WEBP"), Kind.WEBP),
        (picture("WEBP", lossless=True), Kind.WEBP),
        (picture("WEBP", mode="RGBA", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"), Kind.WEBP),
        (picture("GIF"), Kind.GIF),
        (minutes_pdf(), Kind.PDF),
        (b"\r\n" + minutes_pdf(), Kind.PDF),
        (minutes_docx(), Kind.DOCX),
        (table_xlsx(), Kind.XLSX),
        (slides_pptx(), Kind.PPTX),
        ("École;Part\nGull Rock;58\n".encode("cp1252"), Kind.TEXT),
        ("\ufeffWhat we saw".encode("utf-16-le"), Kind.TEXT),
        (b"We write \xe2\x80\x9c<html>\xe2\x80\x9d in the middle", Kind.TEXT),
    ],
)
def test_a_file_is_what_its_bytes_are(data: bytes, kind: Kind) -> None:
    assert kind_of(io.BytesIO(data)) == kind


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusals.UploadEmpty),
        (bytes(MAX_BYTES + 1), refusals.UploadTooLarge),
        (b"<html><script>alert(1)</script>", refusals.WebPage),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", refusals.WebPage),
        ("\ufeff<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".encode("utf-16-le"), refusals.WebPage),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', refusals.WebPage),
        (b"<!-- picture.jpg --><svg onload=alert(1)>", refusals.WebPage),
        (picture("AVIF"), refusals.PictureIsHeic),
        (struct.pack(">I4s4sI4s", 24, b"ftyp", b"heic", 0, b"mif1") + bytes(100), refusals.PictureIsHeic),
        (struct.pack(">I4s4sI4s", 24, b"ftyp", b"isom", 0, b"avc1") + bytes(100), refusals.KindNotTaken),
        (b"MZ\x90\x00" + bytes(200), refusals.KindNotTaken),
        (b"{\\rtf1 {\\object\\objocx}}", refusals.KindNotTaken),
        (picture("BMP"), refusals.KindNotTaken),
        (OLE, refusals.FileTooOld),
        (OLE + "EncryptedPackage".encode("utf-16-le"), refusals.FileLocked),
        (b"PK\x03\x04 and no more", refusals.FileDamaged),
        (archive({"notes.txt": "words"}), refusals.KindNotTaken),
        (archive({"[Content_Types].xml": "", "word/document.xml": "", "xl/workbook.xml": ""}), refusals.KindNotTaken),
        (changed(minutes_docx(), word__vbaProject_dot_bin=b"\0"), refusals.MacrosInside),
        (changed(table_xlsx(), xl__macrosheets__sheet1_dot_xml="<x/>"), refusals.MacrosInside),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", refusals.PictureDamaged),
        (b"\x89PNG\r\n\x1a\n", refusals.PictureDamaged),
        (huge_png(0, 100), refusals.PictureDamaged),
        (huge_png(40_000, 25_000), refusals.PictureTooLarge),
        (jpeg_that_claims(40_000, 25_000), refusals.PictureTooLarge),
        (webp_that_claims(16_000, 16_000), refusals.PictureTooLarge),
        (b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + bytes(20), refusals.PictureTooLarge),
    ],
)
def test_what_is_not_kept_is_refused_by_its_bytes(data: bytes, refusal: type[refusals.UploadRefused]) -> None:
    with pytest.raises(refusal) as refused:
        kind_of(io.BytesIO(data))

    assert str(refused.value)


def test_a_thousand_million_points_take_no_memory() -> None:
    file = io.BytesIO(huge_png(40_000, 25_000))

    tracemalloc.start()
    with pytest.raises(refusals.PictureTooLarge) as refused:
        kind_of(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused.value.values == {"width": 40_000, "height": 25_000}
    assert peak < 100_000


def test_a_list_of_parts_that_would_fill_the_memory_is_not_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(40_000):
            packed.writestr(f"{number:06}", b"")

    tracemalloc.start()
    with pytest.raises(refusals.UnpacksTooLarge):
        kind_of(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000


def test_a_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1_000_000)
    bomb = changed(minutes_docx(), word__media__image9_dot_png=bytes(2_000_000))

    assert len(bomb) < 60_000
    with pytest.raises(refusals.UnpacksTooLarge):
        kind_of(io.BytesIO(bomb))


def test_a_picture_may_move_its_size_behind_other_segments() -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "JPEG", comment=b"x" * 60_000, exif=b"Exif\0\0" + bytes(40_000))

    assert kind_of(file) == Kind.JPEG


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Photo 1.HEIC.jpeg", "Photo 1.HEIC.jpg"),
        ("C:\\Users\\ruth\\minutes.exe", "minutes.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("work\u202egpj.exe", "workgpj.jpg"),
        ('a<b>"c"\r\nd.png', "a b c d.jpg"),
        ("", "file.jpg"),
        ("...", "file.jpg"),
        ("é" * 300, "é" * 116 + ".jpg"),
    ],
)
def test_a_name_is_made_fit_to_save_under(given: str, name: str) -> None:
    assert tidy_name(given, "jpg") == name
