"""A certificate on paper: made once, for who it is about, and as good on paper as on the page."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

from collectives.models import Rendering, RenderingState
from facilitation.models import Attendance, Came, Certificate
from facilitation.operations.certificate import issue_certificate
from facilitation.queries.certificate import certificate_sheet, participations
from facilitation.queries.certificate_pdf import CertificatePaper, render_certificate
from facilitation.tasks.certificate import render_certificate_pdf, sweep_certificates
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_session
from tests.verapdf import validate


@pytest.fixture
def certificate(scene: Scene) -> Certificate:
    """The member was at one session, and has it in writing."""
    with program_scope(scene.program.pk):
        held = make_session(scene.collective, on=(timezone.now() - timedelta(days=20)).date())
        Attendance.objects.create(session=held, participant=scene.member, came=Came.ROOM)
        zone = timezone.get_default_timezone()
        [one] = participations(scene.member, zone=zone, now=timezone.now())
        return issue_certificate(scene.member, one, names_collective=True, now=timezone.now())


def url(scene: Scene, certificate: Certificate, tail: str) -> str:
    return f"/p/{scene.program.slug}/certificates/{certificate.pk}/{tail}"


def asked(scene: Scene, certificate: Certificate) -> Rendering:
    scene.client("member").post(url(scene, certificate, "paper/"))
    with program_scope(scene.program.pk):
        return Rendering.objects.latest("asked_at", "pk")


def test_it_is_made_once_and_opened_from_its_page(scene: Scene, certificate: Certificate) -> None:
    client = scene.client("member")
    before = client.get(url(scene, certificate, "paper/")).text
    rendering = asked(scene, certificate)

    render_certificate_pdf(program_id=scene.program.pk, rendering_pk=str(rendering.pk))

    again = asked(scene, certificate)
    file = client.get(url(scene, certificate, f"file/{rendering.pk}/"))
    assert "Make the PDF" in before
    assert (again.pk, again.state) == (rendering.pk, RenderingState.DONE)
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Open the PDF" in client.get(url(scene, certificate, "paper/")).text


def test_a_bell_that_was_lost_is_rung_again(
    scene: Scene, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    rendering = asked(scene, certificate)
    monkeypatch.setattr(
        render_certificate_pdf, "apply_async", lambda kwargs, **_options: rung.append(kwargs["rendering_pk"])
    )

    sweep_certificates()

    assert rung == [str(rendering.pk)]


def test_its_twin_needs_no_worker(scene: Scene, certificate: Certificate) -> None:
    whole = scene.client("member").get(url(scene, certificate, "paper/print/")).text
    piece = scene.client("member").get(url(scene, certificate, "paper/print/"), headers={"HX-Request": "true"}).text

    assert "Amara Okafor" in whole
    assert "<html" not in piece


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_is_one_page_that_everybody_can_read(
    scene: Scene, certificate: Certificate, language: str, tmp_path: Path
) -> None:
    certificate.name = "SENĆOŦEN Sḵwx̱wú7mesh ᓄᓇᕗᑦ"
    with program_scope(scene.program.pk), translation.override(language):
        sheet = CertificatePaper(
            language, certificate_sheet(certificate, scene.program, base_url="https://ilc.example.org")
        )

        pdf = render_certificate(sheet, language=language, paper="letter")

    assert (pdf.pages, pdf.missing_glyphs, pdf.warnings) == (1, (), ())
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf.data)
    assert validate(file).broken == {}
