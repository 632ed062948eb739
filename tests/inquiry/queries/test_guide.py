"""The guide beside a placemat: whose questions stand where, in which words, and what is next."""

from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from ilc.tenancy.scope import program_scope
from inquiry.engine.guide.guide import RULES
from inquiry.models import HintAside, PlacematText
from inquiry.operations.hint import put_aside, show_again
from inquiry.queries.guide import Guide, placemat_guide, spoken_digest, theory_aloud
from inquiry.queries.guide_questions import STEPS, WORDINGS
from inquiry.queries.guide_words import check_guide_words, lexicons
from inquiry.queries.placemat import Content, placemat_content
from tests.inquiry.setting import Setting, promise_indicator, write_if_action


def write(setting: Setting, **texts: str) -> None:
    with program_scope(setting.program.pk):
        for field, text in texts.items():
            rows = PlacematText.objects.filter(placemat=setting.placemat, field=field)
            if not rows.update(text=text):
                PlacematText.objects.create(placemat=setting.placemat, field=field, text=text, version=1)


def content_of(setting: Setting) -> Content:
    with program_scope(setting.program.pk):
        placemat = type(setting.placemat).objects.select_related("cycle__collective").get(pk=setting.placemat.pk)
        return placemat_content(placemat)


def guide_of(setting: Setting) -> Guide:
    content = content_of(setting)
    with program_scope(setting.program.pk):
        return placemat_guide(content, setting.member)


def title_of_next_step(setting: Setting) -> str:
    step = guide_of(setting).step
    return step.title if step else ""


def test_every_rule_has_its_words_and_every_open_one_its_step() -> None:
    spoken = {rule for rule in WORDINGS if not rule.startswith("level-")} | {"level"}

    assert spoken == set(RULES)
    assert set(STEPS) <= set(RULES)


def test_the_words_of_every_language_fit(settings: LazySettings) -> None:
    assert check_guide_words() == []
    assert set(lexicons()) == {code for code, _ in settings.LANGUAGES}


def test_a_language_without_words_stops_the_start(settings: LazySettings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    lexicons.cache_clear()

    said = [str(error.msg) for error in check_guide_words()]

    lexicons.cache_clear()
    assert ["guide_de.toml" in one for one in said] == [True]


def test_the_next_step_follows_the_order_of_the_placemat(setting: Setting) -> None:
    titles = [title_of_next_step(setting)]
    write(setting, problem_of_practice="In grade 3, 41 % of students met it.")
    titles.append(title_of_next_step(setting))
    write(setting, priority="Routines", then="teachers plan", so_that="students read")
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        promise_indicator(setting, "seen", if_action=action, baseline="1", target="2", how_often="each month")
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        promise_indicator(setting, "moved", baseline="1", target="2")
    titles.append(title_of_next_step(setting))

    assert titles == [
        "Say what the problem is, for whom, and how you know",
        "Choose the one thing you will work on",
        "Name the first thing that you, as leaders, will do",
        "Give if-action 1 a leading indicator",
        "Say what would show at the end that it worked",
        "Say what would show that adults do it differently",
    ]


def test_two_questions_stand_in_view_and_the_rest_is_folded(setting: Setting) -> None:
    margin = guide_of(setting).margins["theory"]

    assert [one.question for one in margin.shown] == [
        "What is in your hands, as leaders?",
        "If you do this, what will adults do differently?",
    ]
    assert [one.question for one in margin.more] == ["And what will students gain by it?"]


def test_a_question_quotes_the_words_that_led_to_it_and_says_why(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        write_if_action(setting, "A viable curriculum is in place")

    one = guide_of(setting).margins["theory"].all[2]

    assert (one.question, one.quote) == (
        "Is if-action 1 something you do, or something that happens?",
        "is in place",
    )
    assert one.reason.startswith("You can begin only with what is in your own hands.")


def test_it_speaks_the_readers_language_and_reads_that_of_the_words(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        write_if_action(setting, "les parents lisent avec leurs enfants chaque soir")

    with translation.override("es"):
        one = guide_of(setting).margins["theory"].all[2]

    assert one.question.startswith("¿La acción “si” 1")
    assert one.quote == "les parents"


def test_what_one_person_puts_aside_is_away_for_them_until_the_words_change(setting: Setting) -> None:
    write(setting, priority="Reading and attendance")
    key = "priority-one:priority"
    finding = guide_of(setting).find(key)
    assert finding is not None

    with program_scope(setting.program.pk):
        put_aside(setting.placemat, key=key, spoken=spoken_digest(finding), by=setting.member, now=timezone.now())
    mine = [one.key for one in guide_of(setting).margins["problem"].all]
    content = content_of(setting)
    with program_scope(setting.program.pk):
        theirs = [one.key for one in placemat_guide(content, setting.other_member).margins["problem"].all]
    words = guide_of(setting).aside_words
    write(setting, priority="Reading, attendance and grading")
    changed = [one.key for one in guide_of(setting).margins["problem"].all]

    assert (key in mine, key in theirs, key in changed) == (False, True, True)
    assert words == "One question is put aside."


def test_put_aside_twice_and_shown_again(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for spoken in ("a", "b"):
            put_aside(setting.placemat, key="open-if", spoken=spoken, by=setting.member, now=timezone.now())
        put_aside(setting.placemat, key="open-if", spoken="a", by=setting.other_member, now=timezone.now())
        show_again(setting.placemat, by=setting.member)
        left = list(HintAside.objects.values_list("participant", flat=True))

    assert left == [setting.other_member.pk]


def test_an_open_part_that_is_put_aside_is_no_next_step(setting: Setting) -> None:
    key = "open-problem:problem_of_practice"
    finding = guide_of(setting).find(key)
    assert finding is not None

    with program_scope(setting.program.pk):
        put_aside(setting.placemat, key=key, spoken=spoken_digest(finding), by=setting.member, now=timezone.now())

    assert title_of_next_step(setting) == "Choose the one thing you will work on"


def test_the_picture_of_the_plan_counts_types_and_names_the_level(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        promise_indicator(setting, "seen", if_action=action, data_types=["processes", "learning"], how_often="monthly")
        promise_indicator(setting, "moved", data_types=["learning"])

    picture = guide_of(setting).picture

    assert [(row.type, row.leading, row.lagging) for row in picture.rows] == [
        ("learning", 1, 1),
        ("perceptions", 0, 0),
        ("processes", 1, 0),
        ("demographic", 0, 0),
    ]
    assert (picture.level, sum(picture.steps)) == (6, 6)


def test_the_theory_is_read_aloud_as_one_sentence(setting: Setting) -> None:
    write(setting, then="teachers plan.", so_that="students read ")
    before = theory_aloud(content_of(setting))
    with program_scope(setting.program.pk):
        write_if_action(setting, "visit three\nclassrooms.")

    assert before == ""
    assert (
        theory_aloud(content_of(setting)) == "If we visit three classrooms, then teachers plan, so that students read."
    )


def test_the_guide_costs_one_query(setting: Setting) -> None:
    content = content_of(setting)

    with program_scope(setting.program.pk), CaptureQueriesContext(connection) as captured:
        placemat_guide(content, setting.member)

    assert len(captured) == 1
