"""Putting words together in the background: each district's by themselves, and no code is made of it by itself."""

import pytest
from django.utils.timezone import now

from collectives.models import Program
from evidence.models import Code, CodingProposal, DataPoint, MeasureKind
from evidence.operations.coding_proposal import ask_for_proposal
from evidence.operations.coding_words import code_words_anew
from evidence.queries.coding_proposal import GROUP, proposal_key, read_proposal
from evidence.tasks.coding import propose_coding, sweep_codings
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.facilitation.tasks.test_answer_group import READING
from tests.make_evidence import make_measure


@pytest.fixture
def said(program: Program) -> Shared:
    """Words in French and Spanish of Amara's district, and as many of Zoë's."""
    shared = Shared(program)
    with program_scope(program.pk):
        make_measure(shared.indicator, MeasureKind.WORDS, by=shared.member)
        for lang, texts in READING.items():
            for text in texts:
                shared.bring(ON, words=text, lang=lang)
                shared.bring(ON, far=True, words=text, lang=lang)
    return shared


def ask(said: Shared) -> str:
    with program_scope(said.program.pk):
        return ask_for_proposal(said.indicator, by=said.member, now=now())


def test_each_language_is_put_together_by_itself_of_ones_own_district_alone(said: Shared) -> None:
    key = ask(said)

    propose_coding(program_id=said.program.pk, key=key)
    propose_coding(program_id=said.program.pk, key=key)

    with program_scope(said.program.pk):
        made = CodingProposal.objects.get()
        districts = DataPoint.objects.filter(pk__in=[pk for one in made.groups for pk in one["points"]])
        assert made.district_id == said.school.district_id
        assert sorted((one["lang"], len(one["points"])) for one in made.groups) == [
            ("es", 2),
            ("es", 3),
            ("fr", 2),
            ("fr", 3),
        ]
        assert set(districts.values_list("district", flat=True)) == {said.school.district_id}
        assert (Code.objects.count(), is_done(GROUP, key)) == (0, True)
        assert "" not in {one["name"] for one in made.groups}


def test_words_that_carry_a_code_or_were_taken_away_are_left_out(said: Shared) -> None:
    with program_scope(said.program.pk):
        own = DataPoint.objects.filter(district=said.school.district_id)
        french = list(own.filter(lang="fr").values_list("pk", flat=True))
        code_words_anew(said.indicator, french[:4], name="Reasoning", by=said.member, now=now())
        own.filter(lang="es").update(removed_at=now(), removed_by=said.member)
        own.filter(pk__in=french[:4]).last()
        for text in READING["fr"][:3]:
            said.bring(ON, words=text, lang="fr")
    key = ask(said)

    propose_coding(program_id=said.program.pk, key=key)

    with program_scope(said.program.pk):
        grouped = {pk for one in CodingProposal.objects.get().groups for pk in one["points"]}
        assert grouped & {str(pk) for pk in french[:4]} == set()
        assert grouped != set()


def test_what_was_coded_since_falls_out_of_what_was_proposed(said: Shared) -> None:
    propose_coding(program_id=said.program.pk, key=ask(said))
    with program_scope(said.program.pk):
        district = said.school.district_id
        before = read_proposal(said.indicator.pk, district)
        french = DataPoint.objects.filter(district=district, lang="fr").values_list("pk", flat=True)
        code_words_anew(said.indicator, list(french), name="Reasoning", by=said.member, now=now())

        after = read_proposal(said.indicator.pk, district)

    assert ({one.lang for one in before.groups}, {one.lang for one in after.groups}) == ({"fr", "es"}, {"es"})


def test_words_that_are_not_alike_are_said_to_be_so(said: Shared) -> None:
    with program_scope(said.program.pk):
        DataPoint.objects.all().update(removed_at=now(), removed_by=said.member)
        for text in ("Snow", "Les autobus partent", "Confianza", "ᐃᓄᒃᑎᑐᑦ"):
            said.bring(ON, words=text)
    propose_coding(program_id=said.program.pk, key=ask(said))

    with program_scope(said.program.pk):
        found = read_proposal(said.indicator.pk, said.school.district_id)
    assert (found.groups, found.working, found.unlike) == ([], False, True)


def test_the_sweep_rings_for_what_waits(said: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    key = ask(said)
    rung: list[dict[str, object]] = []
    monkeypatch.setattr(propose_coding, "delay", lambda **asked: rung.append(asked))

    sweep_codings()

    assert rung == [{"program_id": said.program.pk, "key": key}]
    assert key == proposal_key(said.indicator.pk, said.school.district_id)
