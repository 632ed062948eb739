"""The XML of office files: looked at by expat alone, which follows nothing to the outside, and never with a DTD."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

_CHUNK = 1 << 16  # bytes
_BETWEEN = " "  # between an element's namespace and its name

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class MarkupUnsafe(ValueError):
    """It is no XML, or XML that declares a DTD, which office files never do."""


class _Begun(Exception):
    """The first element is reached: no DTD can follow."""


class Element(NamedTuple):
    name: str  # without its namespace
    attributes: Mapping[str, str]


def refuse_unsafe(part: BinaryIO) -> None:
    """Raises MarkupUnsafe. Reads as far as the first element."""
    parser = _parser()

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        raise _Begun

    parser.StartElementHandler = begin
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Begun:
        return
    except expat.ExpatError as error:
        raise MarkupUnsafe from error
    raise MarkupUnsafe


def field_words(part: BinaryIO) -> str:
    """What the fields of a Word part are told to do, one after the other. Raises MarkupUnsafe."""
    parser = _parser()
    said: list[str] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        inside[0] = _local(name) == "instrText"
        if _local(name) == "fldSimple":
            said.extend(value for key, value in attributes.items() if _local(key) == "instr")

    def end(_name: str) -> None:
        inside[0] = False

    def words(text: str) -> None:
        if inside[0]:
            said.append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise MarkupUnsafe from error
    return "".join(said)


def elements(data: bytes) -> list[Element]:
    """Every element, in the order they begin in. Raises MarkupUnsafe."""
    found: list[Element] = []
    _run(data, start=lambda name, attributes: found.append(Element(_local(name), attributes)))
    return found


def without(data: bytes, name: str) -> bytes:
    """The same XML without the elements of this name (whatever their namespace). Raises MarkupUnsafe."""
    parser = _parser()
    cuts: list[tuple[int, int]] = []
    begun: list[int] = []  # where each open element of that name begins
    ended: list[int] = []  # where the outermost one began, until something follows it

    def follow(*_event: object) -> None:
        if ended:
            cuts.append((ended.pop(), parser.CurrentByteIndex))

    def start(found: str, _attributes: dict[str, str]) -> None:
        follow()
        if _local(found) == name:
            begun.append(parser.CurrentByteIndex)

    def end(found: str) -> None:
        follow()
        if _local(found) == name:
            first = begun.pop()
            if not begun:
                ended.append(first)

    parser.StartElementHandler, parser.EndElementHandler, parser.DefaultHandler = start, end, follow
    _parse(parser, data)
    for first, last in reversed(cuts):
        data = data[:first] + data[last:]
    return data


def written(root: str, namespace: str, children: list[Element]) -> bytes:
    """A flat list of elements as XML, without those that have attributes of another namespace."""
    lines = [
        f"<{child.name} {' '.join(f'{name}={quoteattr(value)}' for name, value in child.attributes.items())}/>"
        for child in children
        if not any(_BETWEEN in name for name in child.attributes)
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{namespace}">{"".join(lines)}</{root}>'.encode()


def _run(data: bytes, *, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = _parser()
    parser.StartElementHandler = start
    _parse(parser, data)


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MarkupUnsafe from error


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)

    def refuse(*_declared: object) -> None:
        raise MarkupUnsafe

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]
