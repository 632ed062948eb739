"""Pages on paper. The only module that touches WeasyPrint: it lays HTML out, measures it and writes PDF/UA-1.

WeasyPrint is imported inside functions, against our custom: importing it takes two seconds of CPU and needs system
libraries that may be absent, and the web processes must start quickly and explain, not stop.
"""

import atexit
import gc
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ilc.errors import Refused
from ilc.pdf_libraries import explain_missing_libraries
from ilc.pdf_variables import written_out
from ilc.stamp import stamp_style, stamp_title

log = logging.getLogger(__name__)

VARIANT = "pdf/ua-1"
MM_PER_PX = 25.4 / 96
RARELY = 1_000_000  # objects between two walks of the collector, in a worker: a page makes tens of thousands that stay
PAGE_BEGINS = "Step 5 - Creating layout - Page"  # how WeasyPrint begins to say which page it sets
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MISSING_GLYPH = re.compile(r'notdef glyph rendered.*"(.*)" \(U\+[0-9A-F]+\)', re.DOTALL)


class PdfUnavailable(Refused):
    """This computer cannot make PDFs yet; the text says what to install."""


@dataclass(frozen=True)
class Layout:
    """HTML laid out on pages. `heights` holds, in millimetres, each element of the first page that has an id."""

    document: Any
    pages: int
    heights: Mapping[str, float]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A PDF's bytes, and the characters that no font could draw."""

    data: bytes
    missing_glyphs: tuple[str, ...]
    warnings: tuple[str, ...]


class Tell(Protocol):
    """Hears at which step a document is, and which page is being set. May raise, to end the work there."""

    def __call__(self, step: str, /, *, page: int = 0) -> None: ...


def tell_nobody(step: str, /, *, page: int = 0) -> None:
    """Nobody waits for this one."""


def printable(text: str) -> str:
    """The text without what no page can show: control characters, lone surrogates, noncharacters."""
    return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def undrawn(text: str) -> str:
    """The characters of a text that none of our fonts for paper draws, each once. The first call reads the fonts."""
    shapes = _shapes()
    return "".join(dict.fromkeys(one for one in printable(text) if ord(one) not in shapes and not one.isspace()))


def lay_out(html: str, *, stylesheets: Sequence[str], on_page: Callable[[int], None] | None = None) -> Layout:
    """Lay HTML out with style sheets named below `static/`. Raises PdfUnavailable without the system libraries.

    `on_page` hears the number of each page before it is set; what it raises ends the work.
    """
    weasyprint = _weasyprint()
    with _warnings() as warnings, _pages_heard(on_page):
        sheets = [*_stylesheets(tuple(stylesheets))]
        if style := stamp_style():
            sheets.append(weasyprint.CSS(string=style, font_config=_fonts()))
        page = weasyprint.HTML(string=stamp_title(html), base_url=_base_url(), url_fetcher=StaticFiles())
        document = page.render(stylesheets=sheets, font_config=_fonts(), pdf_variant=VARIANT)
    return Layout(document, len(document.pages), _heights(document), tuple(warnings))


def write(layout: Layout) -> Written:
    """The PDF/UA-1 bytes of a layout. Characters without a glyph are logged and named in the result."""
    with _warnings() as warnings:
        data: bytes = layout.document.write_pdf(pdf_variant=VARIANT)
    missing = list(dict.fromkeys(match[1] for text in warnings if (match := MISSING_GLYPH.search(text))))
    rest = [text for text in warnings if not MISSING_GLYPH.search(text)]
    if missing:
        log.warning("No font draws these characters: %s", " ".join(f"U+{ord(letter):04X}" for letter in missing))
    return Written(data, tuple(missing), (*layout.warnings, *rest))


def warm_up(stylesheets: Sequence[str] = ("src/print/fonts.css",)) -> None:
    """Import, load the fonts and make one blank page: for a worker to call once, before it forks."""
    write(lay_out('<html lang="en"><title>–</title><p>–</p></html>', stylesheets=stylesheets))
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not walk it for each document
    gc.set_threshold(RARELY, 20, 20)


class StaticFiles:
    """What a page may fetch: files below our own `static/`. Anything else is refused and logged.

    Not a subclass of WeasyPrint's fetcher, which would have to be imported with this module and knows the network.
    """

    _fail_on_errors = False  # read by WeasyPrint: a refused address leaves a gap, it does not stop the page

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(_static()):
            log.warning("Refused to fetch %.200r for a PDF.", url)
            raise ValueError("Only our own static files may be fetched.")
        return URLFetcherResponse(url, path.read_bytes())


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - see the top of this module
        from weasyprint.pdf import pydyf  # noqa: PLC0415
    except OSError as error:
        raise PdfUnavailable(explain_missing_libraries() or str(error)) from error
    pydyf.PDF.page_references = property(_page_references)
    return weasyprint


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """As pydyf names all pages, but once for as many as there are.

    WeasyPrint asks for all of them for each thing that it tags, two hundred on a page: what pydyf does for each
    question took a fifth of the time of a report of 800 pages.
    """
    kids = pdf.pages["Kids"]  # a number, 0 and R for each page
    named: tuple[bytes, ...] = getattr(pdf, "named_pages", ())
    if len(named) * 3 != len(kids):
        named = pdf.named_pages = tuple(b"%d 0 R" % number for number in kids[::3])
    return named


def _static() -> Path:
    return (Path(settings.BASE_DIR) / "static").resolve()


def _base_url() -> str:
    return _static().as_uri() + "/"


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    atexit.register(_forget, os.getpid())  # its copies of the fonts can only be removed while Python still stands
    return FontConfiguration()


def _forget(maker: int) -> None:
    if os.getpid() != maker:  # a fork shares the copies with its parent and must leave them
        return
    _stylesheets.cache_clear()
    _stylesheet.cache_clear()
    _fonts.cache_clear()


@cache
def _shapes() -> frozenset[int]:
    """The characters of all fonts that the style sheet of fonts names. About a quarter of a second, once a process."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - costs as much as it brings, and only few pages ask

    rules = _static() / "src/print/fonts.css"
    named = re.findall(r'url\("([^"]+)"\)', rules.read_text(encoding="utf-8"))
    found: set[int] = set(range(0x200B, 0x2010)) | {0xAD}  # marks that are followed, not drawn
    for name in named:
        with TTFont(rules.parent / name, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


@cache
def _stylesheets(names: tuple[str, ...]) -> tuple[Any, ...]:
    texts = written_out([(_static() / name).read_text(encoding="utf-8") for name in names])
    return tuple(_stylesheet(name, text) for name, text in zip(names, texts, strict=True))


@cache
def _stylesheet(name: str, text: str) -> Any:
    """Parsed once a process: parsing again costs a tenth of a page, and loads the fonts that it names again."""
    options = {"base_url": _base_url() + name, "url_fetcher": StaticFiles(), "font_config": _fonts()}
    return _weasyprint().CSS(string=text, **options)


def _heights(document: Any) -> dict[str, float]:
    """WeasyPrint has no public way to ask where a box lies, so this reads its tree of boxes."""
    heights: dict[str, float] = {}
    stack = [document.pages[0]._page_box]
    while stack:
        box = getattr(stack[-1], "_box", stack[-1])
        stack.pop()
        element = getattr(box, "element", None)
        name = element.get("id") if element is not None and not isinstance(element, str) else None
        if name and name not in heights:
            heights[name] = (box.height if box.element_tag == "tr" else box.margin_height()) * MM_PER_PX
        stack.extend(reversed(getattr(box, "children", ())))
    return heights


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _PageListener(logging.Handler):
    def __init__(self, on_page: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.on_page = on_page

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(PAGE_BEGINS) and isinstance(record.args, tuple):
            self.on_page(int(str(record.args[0])))


@contextmanager
def _pages_heard(on_page: Callable[[int], None] | None) -> Iterator[None]:
    """WeasyPrint tells only its log which page it is at. What `on_page` raises comes out of `render`."""
    if on_page is None:
        yield
        return
    listener, logger = _PageListener(on_page), logging.getLogger("weasyprint.progress")
    before = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile, whatever the settings let through: it reports trouble in no other way."""
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    before = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield listener.messages
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]
