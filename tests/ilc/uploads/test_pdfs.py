"""PDFs are written anew: their pages stay, what runs, what is inside and who made them does not."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from ilc.uploads.making import Made
from ilc.uploads.pdfs import make_pdf
from ilc.uploads.refusals import FileDamaged, FileInside, FileLocked
from tests.make_upload import PLACE, action, minutes_pdf, note, saved, telephone_photo
from tests.samples.plans import plan_as_pdf


def made_of(data: bytes) -> tuple[Made, bytes]:
    target = io.BytesIO()
    return make_pdf(io.BytesIO(data), target), target.getvalue()


def with_notes(*notes: DictionaryObject) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(minutes_pdf()))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(one) for one in notes])
    return saved(writer)


def test_the_pages_stay_and_who_made_them_goes() -> None:
    given = minutes_pdf()
    assert (given.count(PLACE) > 5, PdfReader(io.BytesIO(given)).metadata.author) == (True, PLACE.decode())

    made, data = made_of(given)

    page = PdfReader(io.BytesIO(data), strict=True).pages[0]
    assert made == Made("application/pdf", "pdf")
    assert page.extract_text() == "What we saw together"
    assert page.images[0].image.size == (640, 480)
    assert PLACE not in data
    assert PdfReader(io.BytesIO(data)).metadata is None


def test_a_picture_that_is_packed_once_more_loses_its_place_too() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(minutes_pdf()))
    things = writer.pages[0]["/Resources"]["/XObject"]
    things[NameObject("/AA")] = writer._add_object(things["/AA"].flate_encode())
    packed = saved(writer)
    assert PdfReader(io.BytesIO(packed)).pages[0]["/Resources"]["/XObject"]["/AA"]["/Filter"][0] == "/FlateDecode"

    _made, data = made_of(packed)

    page = PdfReader(io.BytesIO(data)).pages[0]
    assert (page.images[0].image.size, page["/Resources"]["/XObject"]["/AA"]["/Filter"]) == ((640, 480), "/DCTDecode")
    assert PLACE not in page["/Resources"]["/XObject"]["/AA"]._data


def test_a_name_of_the_authors_own_stays_though_it_is_one_of_those_left_out() -> None:
    _made, data = made_of(minutes_pdf())

    assert "/AA" in PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]


@pytest.mark.parametrize(
    "more",
    [
        {"OpenAction": action("JavaScript", JS="app.alert(1)")},
        {"AA": DictionaryObject({NameObject("/WC"): action("JavaScript", JS="app.alert(1)")})},
        {"Names": DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): ArrayObject(
            [TextStringObject("a"), action("JavaScript", JS="app.alert(1)")])})})},
        {"AcroForm": DictionaryObject({NameObject("/XFA"): TextStringObject("app.alert(1)")})},
        {"Outlines": DictionaryObject({NameObject("/First"): DictionaryObject(
            {NameObject("/Title"): TextStringObject("One"), NameObject("/A"): action("Launch", F="calc.exe")})})},
    ],
)  # fmt: skip
def test_what_runs_by_itself_is_left_out_and_that_is_said(more: dict[str, object]) -> None:
    given = minutes_pdf(**more)
    assert b"alert" in given or b"calc" in given

    made, data = made_of(given)

    assert made.left_out == ("scripts",)
    assert b"alert" not in data
    assert b"calc" not in data
    assert b"JavaScript" not in data
    assert PdfReader(io.BytesIO(data)).pages[0].extract_text() == "What we saw together"


def test_links_to_web_pages_stay_and_others_go() -> None:
    web = note("Link", A=action("URI", URI="https://example.org/plan"))
    mail = note("Link", A=action("URI", URI="mailto:ruth@example.org"))
    script = note("Link", A=action("URI", URI="javascript:alert(1)"))
    elsewhere = note("Link", A=action("GoToR", F="\\\\server\\share\\plan.pdf"))
    form = note("Widget", T=TextStringObject("Field one"), A=action("SubmitForm", F="https://example.org/take"))

    made, data = made_of(with_notes(web, mail, script, elsewhere, form))

    notes = [one.get_object() for one in PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]
    assert [str(one.get("/A", {}).get("/URI", "")) for one in notes] == [
        "https://example.org/plan", "mailto:ruth@example.org", "", "", "",
    ]  # fmt: skip
    assert notes[4]["/T"] == "Field one"
    assert made.left_out == ("scripts",)


def test_a_comment_stays_without_its_writer() -> None:
    said = note("Text", Contents=TextStringObject("Look at line 3"), T=TextStringObject(PLACE.decode()))

    _made, data = made_of(with_notes(said))

    assert PdfReader(io.BytesIO(data)).pages[0]["/Annots"][0]["/Contents"] == "Look at line 3"
    assert PLACE not in data


def test_files_inside_are_left_out_and_that_is_said() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(minutes_pdf()))
    writer.add_attachment("children.csv", b"NAME-OF-A-CHILD")
    pinned = note("FileAttachment", FS=DictionaryObject({NameObject("/F"): TextStringObject("children.csv")}))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(pinned)])
    given = saved(writer)
    assert b"NAME-OF-A-CHILD" in given

    made, data = made_of(given)

    assert made.left_out == ("files",)
    assert b"NAME-OF-A-CHILD" not in data
    assert b"children.csv" not in data


def test_what_an_earlier_state_of_a_file_held_is_gone() -> None:
    first = io.BytesIO(minutes_pdf())
    writer = PdfWriter(fileobj=first, incremental=True)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(plain_stream(b"BT ET"))
    changed = io.BytesIO()
    writer.write(changed)
    assert b"What we saw together" in changed.getvalue()

    _made, data = made_of(changed.getvalue())

    assert b"What we saw together" not in data


def plain_stream(data: bytes) -> object:
    from pypdf.generic import DecodedStreamObject

    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def test_a_file_from_another_program_is_read_with_its_packed_objects() -> None:
    given = plan_as_pdf().read()

    _made, data = made_of(given)

    before, after = (PdfReader(io.BytesIO(one)).pages for one in (given, data))
    assert [one.extract_text() for one in after] == [one.extract_text() for one in before]


def test_a_locked_file_is_refused_even_without_a_password_for_opening() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(minutes_pdf()))
    writer.encrypt(user_password="", owner_password="secret", algorithm="AES-256")

    with pytest.raises(FileLocked):
        made_of(saved(writer))


def test_a_portfolio_is_refused() -> None:
    with pytest.raises(FileInside):
        made_of(minutes_pdf(Collection=DictionaryObject()))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + bytes(3000),
        minutes_pdf()[:400],
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
        minutes_pdf().replace(telephone_photo(orientation=1)[:40], b"\0" * 40),
    ],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileDamaged):
        made_of(data)
