"""Every link leads somewhere, and every page that a link leads to is fit for everybody."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser import axe, sign_in_as
from tests.journeys.conftest import Open

pytestmark = pytest.mark.xdist_group("journeys")  # one worker: what they share is made once

LEAVE_ALONE = {
    "account_logout",
    "collectives:notice-html",  # no script runs in a message as a mail reader shows it, and its doors are shut
    "collectives:roster-problems",
    "collectives:roster-template",
    "evidence:attachment-file",  # this and those below come as downloads
    "facilitation:dashboard-csv",
    "facilitation:dashboard-xlsx",
    "facilitation:export-file",
    "inquiry:placemat-file",
}


def links_on(page: Page) -> list[str]:
    """The addresses on our own site that this page links to, without their anchors."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    own = urlsplit(page.url).netloc
    return [re.sub(r"#.*", "", link) for link in found if urlsplit(link).netloc == own]


def kind_of(link: str) -> str:
    """The name of the address, or what the resolver does not know."""
    try:
        return resolve(urlsplit(link).path).view_name
    except Resolver404:
        return f"unknown: {link}"


def faults_of(page: Page, link: str) -> list[str]:
    """What is wrong with the page behind a link."""
    answer = page.goto(link)
    assert answer is not None
    if not answer.ok:
        return [f"{answer.status} {link}"]
    if not answer.headers["content-type"].startswith("text/html"):
        return []  # a file that the browser shows as it is
    faults = []
    try:
        axe(page)
    except AssertionError as finding:
        faults.append(str(finding))
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"{link} is {wide} pixels wider than the window.")
    return faults


def walk(page: Page) -> list[str]:
    """What is wrong with the pages that can be reached from here, one of each kind."""
    waiting, seen, faults = [page.url], set(LEAVE_ALONE), []
    while waiting:
        link = waiting.pop(0)
        if kind_of(link) in seen:
            continue
        seen.add(kind_of(link))
        faults += faults_of(page, link)
        waiting += links_on(page)
    assert len(seen) > 20
    return faults


def test_every_link_of_a_facilitator_leads_to_a_page_without_findings(opened: Open) -> None:
    page = opened(phone=True)
    sign_in_as(page, "renee.theriault@demo.example")

    assert walk(page) == []


def test_axe_finds_what_is_wrong(opened: Open) -> None:
    page = opened()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
