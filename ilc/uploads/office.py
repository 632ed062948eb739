"""DOCX, XLSX and PPTX packed anew: the same pages without who made them where, and without what runs or fetches.

Parts, their relationships and content types as in ECMA-376, part 2.
"""

import posixpath
import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ilc.uploads.kinds import Kind
from ilc.uploads.making import Made
from ilc.uploads.markup import (
    CONTENT_TYPES,
    RELATIONSHIPS,
    Element,
    elements,
    field_words,
    refuse_unsafe,
    without,
    written,
)
from ilc.uploads.picture_marks import bare
from ilc.uploads.refusals import (
    FetchesFromElsewhere,
    FileDamaged,
    FileInside,
    KindNotTaken,
    MacrosInside,
    UnpacksTooLarge,
)

MAX_READ_WHOLE: Final = 40_000_000  # bytes of a part that is not copied bit by bit

_FORMAT = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    Kind.DOCX: f"{_FORMAT}.wordprocessingml.document",
    Kind.XLSX: f"{_FORMAT}.spreadsheetml.sheet",
    Kind.PPTX: f"{_FORMAT}.presentationml.presentation",
}
_NEVER_TYPES = re.compile("macro|vba|activex", re.IGNORECASE)
_TYPES_PART = "[Content_Types].xml"
_MARKS = ("docprops/", "customxml/", "docmetadata/", "customui/", "_xmlsignatures/")
_MARKED_BY = re.compile(
    r"/(?:(?:core|extended|custom)-properties|thumbnail|customXml|people|extensibility|userCustomization"
    r"|digital-signature/\w+|classificationlabels|attachedTemplate)$"
)
_RUNS = re.compile(r"/(?:vbaProject\w*|wordVbaData|xlMacrosheet|xlIntlMacrosheet|control|activeXControl\w*)$")
_FETCHES = re.compile(r"/(?:externalLink\w*|connections|queryTable|subDocument|frame)$")
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)  # a field that starts another program
_NOWHERE = "about:blank"

_MARKUP_ENDS = {".xml", ".rels", ".vml"}
_PICTURE_ENDS = {".jpeg", ".jpg", ".jpe", ".png", ".gif"}
_COPIED_ENDS = {".bmp", ".emf", ".wmf", ".svg", ".fntdata", ".odttf", ".ttf"}
# What zipfile and expat let through when an archive or a part of it is broken.
_BROKEN = (BadZipFile, LargeZipFile, zlib.error, struct.error, ValueError, EOFError, RuntimeError, KeyError, OSError)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def make_office(source: BinaryIO, kind: Kind, target: BinaryIO) -> Made:
    """Pack an office file anew. Authors, dates, places, previews and the tables behind charts are left out.

    Raises FileDamaged, MacrosInside, FetchesFromElsewhere, FileInside, KindNotTaken, UnpacksTooLarge.
    """
    try:
        with ZipFile(source) as archive:
            parts = _parts(archive)
            types = _content_types(archive, kind)
            tables = _tables_behind_charts(archive, parts)
            left_out = {name for name in parts if name.lower().startswith(_MARKS) or name in tables}
            with ZipFile(target, "w", ZIP_DEFLATED) as packed:
                _add(packed, _TYPES_PART, written("Types", CONTENT_TYPES, _types_of(types, left_out)))
                for name, part in parts.items():
                    if name not in left_out and name != _TYPES_PART:
                        _pack(packed, archive, part, tables)
    except _BROKEN as error:
        raise FileDamaged from error
    return Made(_TYPES[kind], str(kind), ("tables",) if tables else ())


def _parts(archive: ZipFile) -> dict[str, ZipInfo]:
    """The parts by name. Two of one name, or a name that leads elsewhere, are read differently by each program."""
    found: dict[str, ZipInfo] = {}
    for part in archive.infolist():
        if part.is_dir():
            continue
        if posixpath.normpath(part.filename) != part.filename or part.filename.startswith(("/", "..")):
            raise FileDamaged
        found[part.filename] = part
    if len({name.lower() for name in found}) != sum(not part.is_dir() for part in archive.infolist()):
        raise FileDamaged
    return found


def _content_types(archive: ZipFile, kind: Kind) -> list[Element]:
    types = elements(_whole(archive, archive.getinfo(_TYPES_PART)))[1:]
    said = [one.attributes.get("ContentType", "") for one in types]
    if any(map(_NEVER_TYPES.search, said)):
        raise MacrosInside
    if f"{_TYPES[kind]}.main+xml" not in said:
        raise KindNotTaken  # a template, a slide show
    return types


def _types_of(types: list[Element], left_out: set[str]) -> list[Element]:
    gone = {f"/{name}" for name in left_out}
    return [one for one in types if one.attributes.get("PartName") not in gone]


def _tables_behind_charts(archive: ZipFile, parts: dict[str, ZipInfo]) -> set[str]:
    """Whole workbooks that charts carry along. A chart shows its figures without them. Raises FileInside for others."""
    behind: set[str] = set()
    for name, part in parts.items():
        if not name.endswith(".rels"):
            continue
        of_chart = "/charts/" in name
        for one in elements(_whole(archive, part))[1:]:
            if one.attributes.get("Type", "").endswith("/package") and one.attributes.get("TargetMode") != "External":
                target = _target(name, one.attributes.get("Target", ""))
                if not of_chart:
                    raise FileInside(name=posixpath.basename(target))
                behind.add(target)
    return behind & parts.keys()


def _target(rels: str, target: str) -> str:
    """The part that a relationship points to."""
    if target.startswith("/"):
        return target[1:]
    folder = posixpath.dirname(posixpath.dirname(rels))
    return posixpath.normpath(posixpath.join(folder, target))


def _pack(packed: ZipFile, archive: ZipFile, part: ZipInfo, tables: set[str]) -> None:
    name = part.filename
    end = "." + name.rpartition(".")[2].lower()
    if end == ".rels":
        kept = list(_relationships(name, elements(_whole(archive, part))[1:], tables))
        _add(packed, name, written("Relationships", RELATIONSHIPS, kept))
    elif end in _MARKUP_ENDS:
        _refuse_markup(archive, part)
        if "/charts/" in name:
            _add(packed, name, without(_whole(archive, part), "externalData"))
        elif name == "word/settings.xml":
            _add(packed, name, without(_whole(archive, part), "attachedTemplate"))
        else:
            _copy(packed, archive, part)
    elif end in _PICTURE_ENDS:
        try:
            _add(packed, name, bare(_whole(archive, part)))
        except ValueError as error:
            raise FileInside(name=posixpath.basename(name)) from error
    elif end in _COPIED_ENDS or (end == ".bin" and "/printersettings/" in name.lower()):
        _copy(packed, archive, part)
    else:
        raise FileInside(name=posixpath.basename(name))


def _refuse_markup(archive: ZipFile, part: ZipInfo) -> None:
    with archive.open(part) as opened:
        refuse_unsafe(opened)  # type: ignore[arg-type]  # a part of an archive reads like a file
    if part.filename.startswith("word/") and part.filename.endswith(".xml"):
        with archive.open(part) as opened:
            if _DDE.search(field_words(opened)):  # type: ignore[arg-type]  # as above
                raise FetchesFromElsewhere


def _relationships(rels: str, given: list[Element], tables: set[str]) -> Iterator[Element]:
    for one in given:
        kind, target = one.attributes.get("Type", ""), one.attributes.get("Target", "")
        if _RUNS.search(kind):
            raise MacrosInside
        if _FETCHES.search(kind):
            raise FetchesFromElsewhere
        if _MARKED_BY.search(kind):
            continue
        if one.attributes.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink"):
                raise FetchesFromElsewhere
            if not _ADDRESS.match(target):
                yield Element(one.name, {**one.attributes, "Target": _NOWHERE})  # a folder of somebody's device
                continue
        elif _target(rels, target) in tables:
            continue
        yield one


def _whole(archive: ZipFile, part: ZipInfo) -> bytes:
    if part.file_size > MAX_READ_WHOLE:
        raise UnpacksTooLarge
    return archive.read(part)


def _add(packed: ZipFile, name: str, data: bytes) -> None:
    packed.writestr(_fresh(name), data)


def _copy(packed: ZipFile, archive: ZipFile, part: ZipInfo) -> None:
    """Copy a part bit by bit: a large sheet never stands in memory whole."""
    with archive.open(part) as opened, packed.open(_fresh(part.filename), "w") as writing:
        while chunk := opened.read(1 << 16):
            writing.write(chunk)


def _fresh(name: str) -> ZipInfo:
    part = ZipInfo(name, _LONG_AGO)
    part.compress_type = ZIP_DEFLATED
    return part
