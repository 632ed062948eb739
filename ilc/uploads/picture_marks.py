"""What pictures carry besides their points: looking for it in their bytes, and leaving it out without decoding them.

JPEG: ITU-T T.81 annex B. PNG: W3C PNG, third edition, section 5. GIF: GIF89a. JPEG 2000: ITU-T T.800 annex I.
"""

import re
import struct
from collections.abc import Generator, Iterator
from typing import BinaryIO, NamedTuple

_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_MARKER_IN_SCAN = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_JFIF_WITHOUT_THUMBNAIL = 12  # bytes of its content, after which stand the thumbnail's width and height

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs acTL fcTL fdAT".split(b" "),
)
_GIF_CONTROL, _GIF_APPLICATION = 0xF9, 0xFF
_GIF_LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
_JP2_START = b"\x00\x00\x00\x0cjP  "
_JP2_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_BOX, _LARGE_BOX = 8, 16  # bytes before a box's content


class Size(NamedTuple):
    width: int
    height: int
    progressive: bool = False  # a decoder holds all of it at once


def picture_size(binary: BinaryIO) -> Size:
    """What a JPEG, PNG, GIF or WebP says it measures. Reads its first bytes only. Raises ValueError."""
    binary.seek(0)
    head = binary.read(32)
    if head.startswith(_PNG_START) and head[12:16] == b"IHDR":
        return Size(*struct.unpack(">II", head[16:24]))
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Size(*struct.unpack("<HH", head[6:10]))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp_size(head)
    return _jpeg_size(binary)


def bare(data: bytes) -> bytes:
    """The same picture without place, names, comments, thumbnails and what stands behind its end.

    Raises ValueError for what is no JPEG, PNG, GIF or JPEG 2000, or is broken before its first point.
    """
    if data.startswith(b"\xff\xd8"):
        return b"".join(_bare_jpeg(data))
    if data.startswith(_PNG_START):
        return b"".join(_bare_png(data))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return b"".join(_bare_gif(data))
    if data.startswith(_JP2_START):
        return b"".join(piece for kind, piece in _boxes(data) if kind in _JP2_KEPT)
    if data.startswith(b"\xff\x4f\xff\x51"):  # JPEG 2000 without boxes: nothing but the picture
        return data
    raise ValueError("not a picture that is known here")


def _webp_size(head: bytes) -> Size:
    if head[12:16] == b"VP8X":
        return Size(int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1)
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if head[12:16] == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return Size(width & 0x3FFF, height & 0x3FFF)
    raise ValueError("not a WebP")


def _jpeg_size(binary: BinaryIO) -> Size:
    binary.seek(2)
    while True:
        start = binary.read(4)
        if len(start) < len("mark") or start[0] != 0xFF:  # noqa: PLR2004 - a marker's first byte
            raise ValueError("not a JPEG")
        if start[1] == 0xFF:  # noqa: PLR2004 - a filling byte before a marker
            binary.seek(-3, 1)
            continue
        length = int.from_bytes(start[2:], "big")
        if start[1] in _FRAMES:
            height, width = struct.unpack(">xHH", _whole(binary.read(5), 5))
            return Size(width, height, start[1] in _PROGRESSIVE)
        if length < len("ln") or start[1] in {_SCAN, _END}:
            raise ValueError("not a JPEG")
        binary.seek(length - 2, 1)


def _bare_jpeg(data: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        start = _whole(data[at : at + 4], 4)
        marker, end = start[1], at + 2 + int.from_bytes(start[2:], "big")
        if start[0] != 0xFF or end > len(data):  # noqa: PLR2004 - a marker's first byte
            raise ValueError("not a JPEG")
        segment = data[at:end]
        if marker == _APP0 and segment[4:9] == b"JFIF\0":
            yield b"\xff\xe0\x00\x10" + segment[4 : 4 + _JFIF_WITHOUT_THUMBNAIL].ljust(12, b"\0") + b"\0\0"
        elif marker == _APP14 or (marker == _APP2 and segment[4:16] == b"ICC_PROFILE\0"):
            yield segment
        elif marker == _SCAN:
            at = yield from _scan(data, at, end)
            if at == len(data):
                return
            continue
        elif not (_APP0 <= marker <= _APP15 or marker == _COMMENT):
            yield segment
        at = end


def _scan(data: bytes, at: int, end: int) -> Generator[bytes, None, int]:
    """A scan with its points; returns the place of the marker after it, or the end of the data after the last."""
    found = _MARKER_IN_SCAN.search(data, end)
    if found is None:
        yield data[at:]  # cut off: shown as far as it goes
        return len(data)
    if found[1][0] == _END:
        yield data[at : found.start()]
        yield b"\xff\xd9"
        return len(data)
    yield data[at : found.start()]
    return found.start()


def _bare_png(data: bytes) -> Iterator[bytes]:
    yield _PNG_START
    at = len(_PNG_START)
    while at < len(data):
        length, kind = struct.unpack(">I4s", _whole(data[at : at + 8], 8))
        end = at + 12 + length
        if end > len(data):
            raise ValueError("not a whole PNG")
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _bare_gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colors(_whole(data[:13], 13)[10])
    yield data[:at]
    while True:
        kind = _whole(data[at : at + 1], 1)[0]
        if kind == 0x3B:  # noqa: PLR2004 - the trailer
            yield b"\x3b"
            return
        if kind == 0x2C:  # noqa: PLR2004 - a picture
            start = at + 10 + _colors(_whole(data[at : at + 10], 10)[9]) + 1
            keep = True
        elif kind == 0x21:  # noqa: PLR2004 - an extension
            start, label = at + 2, _whole(data[at : at + 2], 2)[1]
            keep = label == _GIF_CONTROL or (
                label == _GIF_APPLICATION and data[start : start + 12].startswith(_GIF_LOOPS)
            )
        else:
            raise ValueError("not a GIF")
        end = start
        while length := _whole(data[end : end + 1], 1)[0]:
            end += 1 + length
        if keep:
            yield data[at : end + 1]
        at = end + 1


def _colors(flags: int) -> int:
    """The bytes of a GIF's table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", _whole(data[at : at + _BOX], _BOX))
        if length == 1:
            length = int.from_bytes(_whole(data[at + _BOX : at + _LARGE_BOX], 8), "big")
        end = at + length if length else len(data)
        if end > len(data) or end < at + _BOX:
            raise ValueError("not a whole JPEG 2000")
        yield kind, data[at:end]
        at = end


def _whole(piece: bytes, length: int) -> bytes:
    if len(piece) < length:
        raise ValueError("it ends too early")
    return piece
