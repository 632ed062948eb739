"""Files as people bring them, and as nobody should: built here, byte by byte where no program would write them."""

import io
import struct
import zipfile
import zlib
from typing import Any

import docx
import openpyxl
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

PLACE = b"GPS-SCHOOL-47.05"
"""Stands in every piece of a picture that is not its points."""

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def drawing(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture whose upper left corner is red, and the rest of it not."""
    image = Image.new("RGB", size, "#eeeadd")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#d00000")
    draw.line((size[0] // 3, size[1] - 9, size[0] - 9, size[1] // 3), fill="#224488", width=5)
    image = image.convert(mode)
    if mode == "RGBA":
        image.putpixel((size[0] - 1, size[1] - 1), (0, 0, 0, 0))
    return image


def picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any) -> bytes:
    file = io.BytesIO()
    drawing(size, mode).save(file, form, **options)
    return file.getvalue()


def telephone_photo(*, orientation: int = 6, size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG as a telephone writes it: where it was taken, by whom, with a thumbnail; here also words of every kind."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = PLACE.decode()  # the artist
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 3.0, 0.0), 3: "W", 4: (64.0, 44.0, 0.0), 29: PLACE.decode()})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><photoshop:City>' + PLACE + b"</photoshop:City></x:xmpmeta>"
    data = picture("JPEG", size, exif=exif, comment=PLACE, xmp=xmp, quality=90)
    thumbnail = b"\xff\xe0" + struct.pack(">H", 16 + 3) + b"JFIF\0\x01\x01\0\0\x48\0\x48\x01\x01" + b"\1\2\3"
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 5 + len(PLACE)) + b"\x1c\x02\x5a\0\x10" + PLACE
    segments = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return data[:2] + thumbnail + segments + data[2:]


def labelled_png(**options: Any) -> bytes:
    """A PNG with words in each kind of chunk that can hold some."""
    data = picture("PNG", **options)
    words = [
        _chunk(b"tEXt", b"Author\0" + PLACE),
        _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(PLACE * 5)),
        _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE),
        _chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0" + PLACE),
        _chunk(b"tIME", struct.pack(">HBBBBB", 2026, 10, 5, 9, 30, 0)),
    ]
    return data[:33] + b"".join(words) + data[33:]


def huge_png(width: int, height: int) -> bytes:
    """A picture of a few bytes that unpacks to billions of points."""
    start = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + _chunk(b"IDAT", zlib.compress(bytes(1000))) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def archive(parts: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def changed(data: bytes, **parts: bytes | str | None) -> bytes:
    """An office file with other parts: `/` in their names is written `__`, None takes one out."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return archive({name: part for name, part in (parts_of(data) | named).items() if part is not None})


def minutes_docx() -> bytes:
    """Minutes with a photo in them, written by somebody, with a preview of their first page."""
    document = docx.Document()
    document.core_properties.author = PLACE.decode()
    document.core_properties.comments = PLACE.decode()
    document.add_heading("Minutes of the reading team", 1)
    document.add_paragraph("We looked at 12 samples of work and wrote down what they have in common.")
    document.add_picture(io.BytesIO(telephone_photo()))
    file = io.BytesIO()
    document.save(file)
    parts = parts_of(file.getvalue())
    rels = parts["_rels/.rels"].replace(
        b"</Relationships>", relation("rId90", "thumbnail", "docProps/thumbnail.jpeg") + b"</Relationships>"
    )
    return archive(parts | {"_rels/.rels": rels, "docProps/thumbnail.jpeg": telephone_photo()})


def table_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = PLACE.decode()
    book.active.append(["School", "Share"])
    book.active.append(["Gull Rock", 0.58])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def slides_pptx(chart: bytes | None = None) -> bytes:
    """The least that a presentation consists of; with a chart where the workbook behind it is given."""
    form = "application/vnd.openxmlformats-officedocument.presentationml"
    types = f"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/ppt/presentation.xml" ContentType="{form}.presentation.main+xml"/></Types>"""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(relation("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": "<p:presentation xmlns:p='urn:p'/>",
    }
    if chart:
        parts["ppt/charts/chart1.xml"] = (
            f"<c:chart xmlns:c='urn:c' xmlns:r='{_REL}'><c:v>58</c:v><c:externalData r:id='rId1'><c:autoUpdate/>"
            "</c:externalData></c:chart>"
        )
        parts["ppt/charts/_rels/chart1.xml.rels"] = relations(relation("rId1", "package", "../embeddings/Book1.xlsx"))
        parts["ppt/embeddings/Book1.xlsx"] = chart
    return archive(parts)


def relations(*each: bytes) -> bytes:
    return b"<Relationships xmlns='%s'>%s</Relationships>" % (_RELS.encode(), b"".join(each))


def relation(key: str, kind: str, target: str, *, outside: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"{mode}/>'.encode()


def minutes_pdf(**more: Any) -> bytes:
    """A page with a photo, written by somebody; `more` goes into its catalog."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 400)
    photo = StreamObject()
    photo._data = telephone_photo(orientation=1)
    photo.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Width"): FloatObject(640), NameObject("/Height"): FloatObject(480),
        NameObject("/ColorSpace"): NameObject("/DeviceRGB"), NameObject("/BitsPerComponent"): FloatObject(8),
        NameObject("/Filter"): NameObject("/DCTDecode"),
    })  # fmt: skip
    words = DecodedStreamObject()
    words.set_data(b"q 200 0 0 150 50 200 cm /AA Do Q BT /F1 12 Tf 50 100 Td (What we saw together) Tj ET")
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject({NameObject("/AA"): writer._add_object(photo)}),
            NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)}),
        }
    )
    page[NameObject("/Contents")] = writer._add_object(words)
    writer.add_metadata({"/Author": PLACE.decode(), "/Title": PLACE.decode()})
    writer.xmp_metadata = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + PLACE + b"</x:xmpmeta>"
    for key, value in more.items():
        writer.root_object[NameObject(f"/{key}")] = value
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
    made.update({NameObject(f"/{key}"): TextStringObject(text) for key, text in more.items()})
    return made


def note(subtype: str, **more: Any) -> DictionaryObject:
    """Something on a page of a PDF: a link, a comment, a file."""
    corners = ArrayObject([FloatObject(one) for one in (50, 50, 90, 90)])
    made = DictionaryObject({NameObject("/Subtype"): NameObject(f"/{subtype}"), NameObject("/Rect"): corners})
    made.update({NameObject(f"/{key}"): value for key, value in more.items()})
    return made
