import pytest

from collectives.engine.passages import ProposedPassage, propose_passages
from ilc.documents.apart import read_bytes
from ilc.documents.paragraphs import Paragraph
from ilc.documents.reading import read_pasted
from tests.samples.plans import PASTED, plan_as_docx, plan_as_pdf


def proposed(*texts: str) -> list[ProposedPassage]:
    return propose_passages([Paragraph(n, text, None, (), is_heading=False) for n, text in enumerate(texts, 1)])


def test_the_goals_of_an_english_plan():
    found = propose_passages(read_bytes(plan_as_pdf().getvalue()).paragraphs)

    assert [(p.why, p.paragraph.page, p.lang, p.text[:40]) for p in found] == [
        ("named", 2, "en", "Goal 1: Every child reads with understan"),
        ("measure", 2, "en", "Last spring, 58% of third graders met th"),
        ("we_will", 2, "en", "We will teach phonics and vocabulary eve"),
        ("people_will", 2, "en", "Teachers of one grade will look at sampl"),
        ("under_heading", 3, "en", "Fewer children miss ten days or more, be"),
    ]


def test_the_objectives_of_a_french_plan_on_a_form():
    found = propose_passages(read_bytes(plan_as_docx().getvalue()).paragraphs)

    assert [(p.why, p.lang, p.text[:40]) for p in found] == [
        ("under_heading", "fr", "D’ici juin 2027, augmenter de 12 % la pr"),
        ("we_will", "fr", "Nous mettrons en place des ateliers de l"),
        ("under_heading", "fr", "Alléger la charge des nouvelles personne"),
        ("people_will", "fr", "Les enseignants observeront un collègue "),
    ]


def test_the_aims_of_a_pasted_spanish_plan():
    found = propose_passages(read_pasted(PASTED).paragraphs)

    assert [(p.why, p.lang, p.text[:40]) for p in found] == [
        ("named", "es", "Meta 1: Que cada estudiante sienta que e"),
        ("measure", "es", "Para junio de 2027, reducir de 24% a 12%"),
        ("people_will", "es", "Los docentes saludarán a cada estudiante"),
        ("aim", "es", "Nuestra prioridad es escuchar a las fami"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SMART Goal: Increase the share of students who feel they belong", "named"),
        ("Focus Area 2 – Culturally responsive teaching in every classroom", "named"),
        ("District Priority: Strong Tier 1 instruction for all", "named"),
        ("1.2 Objective: Teachers share common grading practices", "named"),
        ("Problem of practice: Students do not explain their thinking in mathematics", "named"),
        ("Our goal for this year is a shared view of good teaching.", "aim"),
        ("The district is committed to listening to families.", "aim"),
        ("Chronic absence will decrease from 24% to 15% by June 2027.", "measure"),
        ("All students in grades 6 to 8 will write every day in every subject.", "people_will"),
        ("Priorité 3 : Développer la littératie dans toutes les matières", "named"),
        ("Nous visons un climat où chaque élève ose parler.", "aim"),
        ("Les élèves seront capables de résumer un texte lu seuls.", "people_will"),
        ("Objetivo específico: Fortalecer la lectura en todos los grados", "named"),
        ("Los estudiantes podrán explicar su razonamiento en matemáticas.", "people_will"),
        ("Aumentar en 10 puntos la asistencia de los estudiantes de noveno.", "measure"),
    ],
)
def test_a_sentence_that_states_a_focus(text, why):
    assert [(p.text, p.why) for p in proposed(text)] == [(text, why)]


@pytest.mark.parametrize(
    "text",
    [
        "Goal",
        "Goal 1 ............ 4",
        "Goals and priorities 12",
        "Owner: principal",
        "The building dates from 1962 and has two gyms.",
        "Describe how students will be supported in reaching the goal.",
        "Décrivez comment les élèves seront soutenus.",
        "In 2025, 61% of our families answered the survey.",
        "",
    ],
)
def test_what_states_no_focus(text):
    assert proposed(text) == []


def test_the_words_under_a_goal_that_is_only_numbered():
    assert [(p.text, p.why) for p in proposed("Goal 2", "Reading for meaning in all subjects", "Room 12 is free")] == [
        ("Reading for meaning in all subjects", "under_heading")
    ]


def test_the_same_words_are_proposed_once():
    assert len(proposed("We will listen to every family.", "We will listen to every family")) == 1


def test_of_a_long_paragraph_only_the_part_that_says_it():
    before = "The school stands by the river and was built by hand. " * 30
    found = proposed(before + "By June 2027, absences will fall by 20%. " + "It rains a lot here in the spring. " * 40)

    assert [(p.text.startswith("By June 2027"), len(p.text) <= 600) for p in found] == [(True, True)]


def test_a_hostile_paragraph_does_not_keep_us_busy():
    assert proposed("students in " * 2_000, "goal " * 5_000, "by " * 5_000, "2 " * 5_000, "nous " * 5_000) == []
