"""Office files are packed anew: their words stay, who made them and what runs or fetches does not."""

import io
import zipfile

import docx
import openpyxl
import pytest

from ilc.uploads import refusals
from ilc.uploads.kinds import Kind
from ilc.uploads.making import Made
from ilc.uploads.office import make_office
from tests.make_upload import (
    PLACE,
    archive,
    changed,
    minutes_docx,
    parts_of,
    picture,
    relation,
    relations,
    slides_pptx,
    table_xlsx,
)

WORDS = "We looked at 12 samples of work and wrote down what they have in common."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def made_of(data: bytes, kind: Kind = Kind.DOCX) -> tuple[Made, bytes]:
    target = io.BytesIO()
    return make_office(io.BytesIO(data), kind, target), target.getvalue()


def with_relation(*each: bytes, **parts: bytes | str) -> bytes:
    data = minutes_docx()
    rels = parts_of(data)["word/_rels/document.xml.rels"]
    rels = rels.replace(b"</Relationships>", b"".join(each) + b"</Relationships>")
    return archive(parts_of(changed(data, **parts)) | {"word/_rels/document.xml.rels": rels})


def test_minutes_keep_their_words_and_pictures_and_lose_who_wrote_them_where() -> None:
    given = minutes_docx()
    assert sum(part.count(PLACE) for part in parts_of(given).values()) > 5

    made, data = made_of(given)

    document = docx.Document(io.BytesIO(data))
    assert made == Made(f"{WORD}.document", "docx")
    assert [one.text for one in document.paragraphs[:2]] == ["Minutes of the reading team", WORDS]
    assert len(document.inline_shapes) == 1
    parts = parts_of(data)
    assert [name for name, part in parts.items() if PLACE in part] == []
    assert [name for name in parts if name.startswith(("docProps", "customXml"))] == []
    assert b"docProps" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]


def test_nothing_is_said_about_when_and_where_it_was_packed() -> None:
    file = io.BytesIO(minutes_docx())
    with zipfile.ZipFile(file, "a") as packed:
        packed.comment = PLACE
        extra = zipfile.ZipInfo("word/extra.xml", (2026, 11, 5, 9, 30, 0))
        extra.comment = PLACE
        packed.writestr(extra, "<a/>")
    given = b"#!/bin/sh\n" + file.getvalue()

    _made, data = made_of(given)

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {(part.date_time, part.comment, part.extra) for part in packed.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), b"", b"")
        }
        assert packed.comment == b""
    assert data.startswith(b"PK\x03\x04")


def test_a_table_stays_a_table() -> None:
    _made, data = made_of(table_xlsx(), Kind.XLSX)

    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [list(row) for row in book.active.values] == [["School", "Share"], ["Gull Rock", 0.58]]
    assert book.properties.creator != PLACE.decode()


def test_a_chart_keeps_its_figures_and_loses_the_table_behind_it() -> None:
    made, data = made_of(slides_pptx(chart=table_xlsx()), Kind.PPTX)

    parts = parts_of(data)
    assert made.left_out == ("tables",)
    assert not any(name.startswith("ppt/embeddings") for name in parts)
    assert (b"58" in parts["ppt/charts/chart1.xml"], b"externalData" in parts["ppt/charts/chart1.xml"]) == (True, False)
    assert b"Book1" not in parts["ppt/charts/_rels/chart1.xml.rels"]


def test_the_template_it_was_made_from_is_left_out() -> None:
    settings = '<w:settings xmlns:w="urn:w" xmlns:r="urn:r"><w:attachedTemplate r:id="rId1"/><w:zoom/></w:settings>'
    given = changed(
        minutes_docx(),
        word__settings_dot_xml=settings,
        word___rels__settings_dot_xml_dot_rels=relations(
            relation("rId1", "attachedTemplate", "https://example.org/template.dotm", outside=True)
        ),
    )

    _made, data = made_of(given)

    parts = parts_of(data)
    assert (b"zoom" in parts["word/settings.xml"], b"attachedTemplate" in parts["word/settings.xml"]) == (True, False)
    assert b"example.org" not in parts["word/_rels/settings.xml.rels"]


def test_links_to_web_pages_stay_and_those_into_somebodys_folders_go() -> None:
    given = with_relation(
        relation("rId91", "hyperlink", "https://example.org/plan?a=1&amp;b=2", outside=True),
        relation("rId92", "hyperlink", "file:///C:/Users/ruth/children.xlsx", outside=True),
        relation("rId93", "hyperlink", "ms-msdt:/id%20PCWDiagnostic", outside=True),
    )

    _made, data = made_of(given)

    rels = parts_of(data)["word/_rels/document.xml.rels"]
    assert b"https://example.org/plan?a=1&amp;b=2" in rels
    assert (b"ruth" in rels, b"msdt" in rels, rels.count(b"about:blank")) == (False, False, 2)


@pytest.mark.parametrize(
    ("data", "kind", "refusal"),
    [
        (
            changed(minutes_docx(), **{"[Content_Types]_dot_xml": '<Types xmlns="urn:t"><Default Extension="xml" '
                    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'}),
            Kind.DOCX, refusals.MacrosInside,
        ),
        (
            changed(minutes_docx(), **{"[Content_Types]_dot_xml": f'<Types xmlns="urn:t"><Default Extension="xml" '
                    f'ContentType="{WORD}.template.main+xml"/></Types>'}),
            Kind.DOCX, refusals.KindNotTaken,
        ),
        (with_relation(relation("rId91", "vbaProject", "project.xml")), Kind.DOCX, refusals.MacrosInside),
        (with_relation(relation("rId91", "control", "activeX/activeX1.xml")), Kind.DOCX, refusals.MacrosInside),
        (with_relation(word__embeddings__oleObject1_dot_bin=b"MZ"), Kind.DOCX, refusals.FileInside),
        (with_relation(word__media__film_dot_mp4=b"\0\0\0\x18ftypmp42"), Kind.DOCX, refusals.FileInside),
        (with_relation(word__media__work_dot_png=b"<svg onload='alert(1)'/>"), Kind.DOCX, refusals.FileInside),
        (with_relation(relation("rId91", "package", "embeddings/Book1.xlsx"),
                       word__embeddings__Book1_dot_xlsx=table_xlsx()), Kind.DOCX,
         refusals.FileInside),
        (with_relation(relation("rId91", "aFChunk", "part.html"), word__part_dot_html="<html/>"), Kind.DOCX,
         refusals.FileInside),
        (with_relation(relation("rId91", "image", "https://example.org/dot.png", outside=True)), Kind.DOCX,
         refusals.FetchesFromElsewhere),
        (with_relation(relation("rId91", "oleObject", "https://example.org/x.html!", outside=True)), Kind.DOCX,
         refusals.FetchesFromElsewhere),
        (with_relation(relation("rId91", "subDocument", "other.docx", outside=True)), Kind.DOCX,
         refusals.FetchesFromElsewhere),
        (changed(table_xlsx(), xl___rels__workbook_dot_xml_dot_rels=relations(
            relation("rId1", "externalLink", "externalLinks/externalLink1.xml"))), Kind.XLSX,
         refusals.FetchesFromElsewhere),
        (changed(table_xlsx(), xl___rels__workbook_dot_xml_dot_rels=relations(
            relation("rId1", "connections", "connections.xml"))), Kind.XLSX, refusals.FetchesFromElsewhere),
        (changed(minutes_docx(), word__document_dot_xml='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
         Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), word__document_dot_xml="".join(
            ['<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">', *(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30)),
             "]><a>&a29;</a>"])), Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), word__document_dot_xml=
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")),
         Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), word__document_dot_xml="<d xmlns:w='urn:w'><w:instrText> DDE</w:instrText><w:r/>"
                 "<w:instrText>AUTO c:\\\\cmd.exe</w:instrText></d>"), Kind.DOCX, refusals.FetchesFromElsewhere),
        (changed(minutes_docx(), word__header1_dot_xml="<d xmlns:w='urn:w'><w:fldSimple w:instr='dde excel'/></d>"),
         Kind.DOCX, refusals.FetchesFromElsewhere),
        (changed(minutes_docx(), word__document_dot_xml="no markup"), Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), **{"..__outside_dot_xml": "<a/>"}), Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), WORD__document_dot_xml="<a/>"), Kind.DOCX, refusals.FileDamaged),
        (changed(minutes_docx(), word__media__image9_dot_png=b"\x89PNG\r\n\x1a\n" + bytes(50)), Kind.DOCX,
         refusals.FileInside),
        (changed(minutes_docx(), word__media__image9_dot_png=bytes(40_000_001)), Kind.DOCX, refusals.UnpacksTooLarge),
        (archive({"word/document.xml": "<a/>"}), Kind.DOCX, refusals.FileDamaged),
    ],
)  # fmt: skip
def test_what_runs_fetches_or_hides_something_is_refused(
    data: bytes, kind: Kind, refusal: type[refusals.UploadRefused]
) -> None:
    with pytest.raises(refusal) as refused:
        made_of(data, kind)

    assert str(refused.value)


def test_a_part_that_stands_there_twice_is_refused() -> None:
    file = io.BytesIO(minutes_docx())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as packed:
        packed.writestr("word/document.xml", "<other/>")

    with pytest.raises(refusals.FileDamaged):
        made_of(file.getvalue())


def test_a_part_that_does_not_hold_what_it_sums_up_to_is_refused() -> None:
    given = archive(parts_of(minutes_docx()), stored=True)

    with pytest.raises(refusals.FileDamaged):
        made_of(given.replace(b"samples of work", b"SAMPLES of work"))


def test_a_picture_is_told_by_its_bytes_inside_too() -> None:
    given = changed(minutes_docx(), word__media__image9_dot_jpg=picture("PNG"))

    _made, data = made_of(given)

    assert parts_of(data)["word/media/image9.jpg"].startswith(b"\x89PNG")
