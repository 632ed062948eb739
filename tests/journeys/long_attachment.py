"""A photo of students' work from a phone: refused, checked, kept in its district, shown to everybody, taken away."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from evidence.operations.attachment import MOST_AT_ONCE
from tests.browser import look_over, press, sign_in_as
from tests.journeys.conftest import Open
from tests.make_upload import PLACE, changed, minutes_docx, minutes_pdf, telephone_photo

MEMBER, OF_ANOTHER_DISTRICT = "amara.okafor@demo.example", "renee.theriault@demo.example"
WORDS = "What a group in grade 4 kept of the text"
CHECKED = 60_000  # milliseconds that a check may take on a busy machine


def indicator_of(page: Page) -> str:
    """The page of files and links beside an indicator of the collective's placemat."""
    page.goto("/p/fundy-shore/collectives/")
    press(page, "Reading with meaning", r"/collectives/[0-9a-f-]+/$")
    press(page, "Placemat", r"/placemats/[0-9a-f-]+/$")
    anchor = page.locator("[id^=ind-]").first.get_attribute("id") or ""
    return reverse("evidence:indicator-attachments", args=["fundy-shore", anchor.removeprefix("ind-")])


def choose(page: Page, folder: Path, **files: bytes) -> None:
    """Choose files by these names."""
    paths = [folder / name.replace("_dot_", ".") for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    page.get_by_label("Choose files").set_input_files(paths)


def test_a_photo_goes_from_a_phone_to_the_collective(opened: Open, tmp_path: Path) -> None:
    page = opened(phone=True)
    sign_in_as(page, MEMBER)
    url = indicator_of(page)
    page.goto(url)
    look_over(page)
    expect(page.get_by_label("Take a photo")).to_be_visible()

    choose(page, tmp_path, photo_dot_jpg=b"<svg onload='alert(1)'/>")
    page.get_by_label("What does it show?").fill(WORDS)
    page.get_by_role("button", name="Bring it").click()
    expect(page.get_by_text("photo.jpg: This is a web page")).to_be_visible()
    expect(page.get_by_label("What does it show?")).to_have_value(WORDS)
    look_over(page)

    film = changed(minutes_docx(), word__film_dot_mp4=b"film")
    choose(page, tmp_path, photo_dot_jpg=telephone_photo(), minutes_dot_pdf=minutes_pdf(), slides_dot_docx=film)
    page.get_by_role("button", name="Bring it").click()
    photo = page.locator(".shot", has_text=f"{WORDS} (1/3)")
    expect(photo.get_by_role("img", name=WORDS)).to_be_visible(timeout=CHECKED)
    expect(page.get_by_text("We kept nothing of slides.docx.")).to_be_visible(timeout=CHECKED)
    look_over(page)
    with page.expect_download() as coming:
        photo.get_by_role("link", name="photo.jpg").click()
    assert PLACE not in coming.value.path().read_bytes()
    assert coming.value.suggested_filename == "photo.jpg"

    other = opened()
    sign_in_as(other, OF_ANOTHER_DISTRICT)
    other.goto(url)
    expect(other.get_by_text(WORDS)).to_have_count(0)
    photo.get_by_role("link", name="Show it to everybody").click()
    look_over(page)
    page.get_by_role("button", name="Show it to everybody").click()
    other.reload()
    expect(other.get_by_text(f"{WORDS} (1/3)")).to_be_visible()
    expect(other.get_by_text(f"{WORDS} (2/3)")).to_have_count(0)
    look_over(other)

    photo.get_by_role("button", name="Take it away").click()
    other.reload()
    expect(other.get_by_text(WORDS)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(photo).to_be_visible()


def test_a_link_and_a_file_come_without_a_script(opened: Open, tmp_path: Path) -> None:
    page = opened(scripts=False)
    sign_in_as(page, MEMBER)
    page.goto(indicator_of(page))

    page.get_by_label("Or a link").fill("https://example.org/look-for-sheet")
    page.get_by_label("What does it show?").fill("The look-for sheet")
    page.get_by_role("button", name="Bring it").click()
    expect(page.get_by_role("link", name="example.org").first).to_be_visible()

    choose(page, tmp_path, **{f"photo{number}_dot_jpg": telephone_photo() for number in range(MOST_AT_ONCE)})
    page.get_by_label("What does it show?").fill("Six of them")
    page.get_by_role("button", name="Bring it").click()
    expect(page.locator(".shot", has_text="Six of them")).to_have_count(MOST_AT_ONCE)
