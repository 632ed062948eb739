import io
import zipfile

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ilc import archives
from ilc.documents import apart, pdf_text, reading, refusals
from ilc.documents.apart import read_bytes
from ilc.documents.paragraphs import Paragraph, place_in_words
from ilc.documents.reading import read_document, read_pasted
from tests.samples.plans import PASTED, plan_as_docx, plan_as_pdf

PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
SCANNED = f"""<style>@page {{ size: letter }}</style>
<img width=600 height=700 src="{PICTURE}">
"""


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_is_read_with_its_pages_and_without_what_every_page_repeats():
    document = read_document(plan_as_pdf())

    assert document.kind == "pdf"
    assert [(p.page, p.is_heading, p.text[:44]) for p in document.paragraphs] == [
        (1, True, "School improvement plan 2026-2027"),
        (1, False, "Gull Rock Elementary serves 412 children fro"),
        (1, False, "Describe how the plan was made and who took "),
        (2, True, "Goal 1: Every child reads with understanding"),
        (2, False, "Last spring, 58% of third graders met the re"),
        (2, False, "We will teach phonics and vocabulary every d"),
        (2, False, "Owner: literacy coach"),
        (2, False, "Teachers of one grade will look at samples o"),
        (3, True, "Goal 2"),
        (3, False, "Fewer children miss ten days or more, becaus"),
        (3, False, "The attendance team meets on Mondays in room"),
        (4, True, "Resources"),
        (4, False, "Budget 4,200 dollars for books"),
        (4, False, "Contact The school office"),
    ]
    assert document.paragraphs[7].text.endswith("before the next common assessment.")
    assert place_in_words(document.paragraphs[7]) == "page 2"


def test_a_docx_is_read_with_its_tables_and_fields_under_its_headings():
    document = read_document(plan_as_docx())

    plan = "Plan de réussite 2026-2027"
    assert document.kind == "docx"
    assert [(p.headings, p.text[:30]) for p in document.paragraphs] == [
        ((), plan),
        ((plan,), "L’école du Vieux-Quai accueill"),
        ((plan,), "Orientation 1"),
        ((plan, "Orientation 1"), "Objectif"),
        ((plan, "Orientation 1"), "D’ici juin 2027, augmenter de "),
        ((plan, "Orientation 1"), "Moyens"),
        ((plan, "Orientation 1"), "Nous mettrons en place des ate"),
        ((plan, "Orientation 1"), "Responsable"),
        ((plan, "Orientation 1"), "La direction adjointe"),
        ((plan,), "Bien-être du personnel"),
        ((plan, "Bien-être du personnel"), "Priorité 2"),
        ((plan, "Bien-être du personnel", "Priorité 2"), "Alléger la charge des nouvelle"),
        ((plan, "Bien-être du personnel", "Priorité 2"), "Les enseignants observeront un"),
    ]
    assert place_in_words(document.paragraphs[3]) == f"{plan} › Orientation 1"


def test_pasted_text_is_read_line_by_line_where_lines_are_short():
    document = read_pasted(PASTED)

    assert [p.text[:28] for p in document.paragraphs] == [
        "PLAN DE MEJORA",
        "Meta 1: Que cada estudiante ",
        "Para junio de 2027, reducir ",
        "Los docentes saludarán a cad",
        "Reuniones: jueves",
        "Indique los recursos necesar",
        "Nuestra prioridad es escucha",
    ]
    assert place_in_words(Paragraph(3, "x", None, (), is_heading=False)) == "paragraph 3"


def test_lines_that_were_broken_at_the_margin_are_one_paragraph_again():
    document = read_pasted(
        "We will meet every week and look at stu-\ndent work together, because it helps us\nsee.\n\nEnd."
    )

    assert [p.text for p in document.paragraphs] == [
        "We will meet every week and look at student work together, because it helps us see.",
        "End.",
    ]


def test_one_endless_line_comes_in_pieces():
    document = read_pasted("word " * 20_000)

    assert max(len(p.text) for p in document.paragraphs) <= 5_000
    assert sum(len(p.text.split()) for p in document.paragraphs) == 20_000


def test_a_text_file_is_read_as_if_pasted():
    assert read_bytes(PASTED.encode()).paragraphs == read_pasted(PASTED).paragraphs


def test_a_scanned_pdf_is_refused_with_what_to_do():
    with pytest.raises(refusals.DocumentScanned, match=r"cannot read pictures of text\. Paste the text"):
        read_document(plan_as_pdf(SCANNED))


def test_pages_without_text_among_others_are_named():
    document = read_bytes(
        plan_as_pdf(f"<p>{'We will read more books. ' * 9}</p><p style='break-before:page'>").getvalue()
    )

    assert document.silent_pages == (2,)


def test_a_pdf_under_a_password_is_refused_and_one_locked_against_changes_is_read():
    locked, against_changes = PdfWriter(plan_as_pdf()), PdfWriter(plan_as_pdf())
    locked.encrypt("secret", algorithm="AES-256")
    against_changes.encrypt("", "owner", algorithm="AES-256")

    with pytest.raises(refusals.DocumentEncrypted):
        read_bytes(saved(locked))
    assert read_bytes(saved(against_changes)).kind == "pdf"


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 3)

    with pytest.raises(refusals.TooManyPages):
        read_bytes(plan_as_pdf().getvalue())


def docx_without_words() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusals.DocumentEmpty),
        (b"  \n ", refusals.DocumentEmpty),
        (b"%PDF-1.7 and nothing else", refusals.DocumentDamaged),
        (b"\x89PNG\r\n\x1a\n\x00\x00", refusals.NoDocument),
        (b"MZ\x00\x01", refusals.NoDocument),
        (b"PK\x03\x04 broken", refusals.DocumentDamaged),
        (b"\xd0\xcf\x11\xe0" + bytes(999), refusals.NoDocument),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), refusals.DocumentEncrypted),
        (archive(**{"xl/workbook.xml": b"<x/>"}), refusals.NoDocument),
        (archive(**{"word/document.xml": b"<x/>"}), refusals.DocumentDamaged),
        (archive(**{"word/document.xml": bytes(archives.MAX_PART_IN_MEMORY + 1)}), refusals.DocumentUnpacksTooLarge),
        (docx_without_words(), refusals.DocumentEmpty),
    ],
)
def test_what_is_no_document_with_text_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_bytes(data)


def test_a_file_that_is_too_large_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)

    with pytest.raises(refusals.DocumentTooLarge):
        read_document(io.BytesIO(b"12345678901"))


def endless_pdf() -> io.BytesIO:
    """A small file with one page of two million words."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 1 Tf " + b"(word) Tj 1 0 Td " * 2_000_000 + b" ET")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return io.BytesIO(saved(writer))


def test_a_document_that_takes_too_long_is_given_up():
    with pytest.raises(refusals.DocumentTakesTooLong):
        read_document(endless_pdf(), seconds=3)


def test_the_process_apart_has_limits_that_the_kernel_keeps():
    assert (apart.CPU_SECONDS, apart.MEMORY) == (60, 2_000_000_000)


def test_every_refusal_can_be_kept_as_its_code():
    for code, refusal in refusals._BY_CODE.items():
        assert str(refusals.refusal_of(code, {"limit": 1, "megabytes": 1})), refusal
