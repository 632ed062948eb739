from collectives.engine.grouping.offering import Offer, offer_texts
from collectives.engine.grouping.texts import Text
from ilc.vectors import built_in_vectors
from tests.collectives.engine.grouping.answers import answers

VECTORS = built_in_vectors()


def standing(name: str) -> dict[str, list[Text]]:
    texts, themes = answers(name)
    return {
        theme: [text for text, own in zip(texts, themes, strict=True) if own == theme]
        for theme in dict.fromkeys(themes)
    }


def test_new_answers_are_offered_to_the_theme_they_are_most_like():
    new = [
        Text("a", "Too many students are absent on Fridays"),
        Text("b", "Algebra and fractions"),
        Text("c", "Teachers are burned out and leaving"),
    ]

    offers = offer_texts(new, themes=standing("en_full"), vectors=VECTORS)

    assert [(offer.key, offer.theme) for offer in offers] == [
        ("a", "chronic_absenteeism"),
        ("b", "mathematics"),
        ("c", "staff_wellbeing"),
    ]
    assert all(offer.theme == offer.nearest and 0 < offer.closeness <= 1 for offer in offers)


def test_an_answer_that_is_like_none_is_offered_to_none():
    (offer,) = offer_texts([Text(1, "zzz qqq")], themes=standing("en_full"), vectors=VECTORS)

    assert offer.theme is None


def test_an_answer_in_a_language_that_no_theme_speaks_has_no_nearest():
    themes = standing("en_full")
    new = Text(1, "Les élèves manquent l’école le lundi et personne ne téléphone à la maison")

    assert offer_texts([new], themes=themes, vectors=VECTORS) == [Offer(1, None, None, 0.0)]


def test_a_theme_with_texts_in_two_languages_is_offered_in_both():
    english, french = standing("en_full"), standing("fr")
    themes = {theme: [*english[theme], *french[theme]] for theme in english}
    new = [Text(1, "Les absences du lundi matin"), Text(2, "Monday absences")]

    offers = offer_texts(new, themes=themes, vectors=VECTORS)

    assert [offer.nearest for offer in offers] == ["chronic_absenteeism"] * 2


def test_nothing_to_offer_and_nothing_to_offer_to():
    assert offer_texts([], themes=standing("fr"), vectors=VECTORS) == []
    assert offer_texts([Text(1, "Time")], themes={}, vectors=VECTORS) == [Offer(1, None, None, 0.0)]
