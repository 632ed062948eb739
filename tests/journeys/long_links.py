"""Every link that an admin meets leads somewhere, and every page behind it is fit for everybody."""

from tests.browser import sign_in_as
from tests.journeys.conftest import Open
from tests.journeys.test_links import walk


def test_every_link_of_an_admin_leads_to_a_page_without_findings(opened: Open) -> None:
    page = opened()
    sign_in_as(page, "ines.arsenault@demo.example")

    assert walk(page) == []
