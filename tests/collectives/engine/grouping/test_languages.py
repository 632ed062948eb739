import pytest

from collectives.engine.grouping.grouping import group_texts
from collectives.engine.grouping.languages import UNKNOWN, tell_languages
from collectives.engine.grouping.texts import Text
from ilc.vectors import built_in_vectors
from tests.collectives.engine.grouping.answers import answers

TWELVE = {
    "en": "Attendance drops every Monday and nobody calls the families at home",
    "fr": "Les élèves manquent l’école le lundi et personne n’appelle la maison",
    "es": "Los estudiantes faltan los lunes y nadie llama a las familias",
    "pt": "Os alunos faltam às segundas-feiras e ninguém telefona para as famílias",
    "de": "Am Montag fehlen viele Schüler und niemand ruft die Eltern zu Hause an",
    "it": "Il lunedì mancano molti alunni e nessuno telefona alle famiglie a casa",
    "vi": "Học sinh vắng mặt vào thứ hai và không ai gọi về nhà cho gia đình",
    "ar": "يتغيب الطلاب يوم الاثنين ولا يتصل أحد بعائلاتهم في المنزل",
    "zh": "星期一很多学生缺课，没有人给家里打电话",
    "uk": "У понеділок багато учнів відсутні, і ніхто не телефонує батькам додому",
    "so": "Ardaydu Isniinta way maqan yihiin cidna uma wacdo qoysaska guriga jooga",
    "tl": "Maraming mag-aaral ang lumiliban tuwing Lunes at walang tumatawag sa pamilya",
}


def test_a_sentence_in_each_of_twelve_languages_is_told():
    assert dict(zip(TWELVE, tell_languages([(words, None) for words in TWELVE.values()]), strict=True)) == {
        lang: lang for lang in TWELVE
    }


def test_short_answers_are_taken_to_be_in_a_language_that_others_wrote_in():
    sentences = [(words, None) for words in list(TWELVE.values())[:3]] * 2

    told = tell_languages(
        [*sentences, ("absenteeism", None), ("Math PLC", None), ("lectura", "es"), ("Tier 1", "en-CA")]
    )

    assert told[len(sentences) :] == ["en", "en", "es", "en"]


@pytest.mark.parametrize("words", ["", "😀", "12 345", "?!"])
def test_a_text_without_letters_is_in_no_language(words):
    assert tell_languages([(words, "en")]) == [UNKNOWN]


def test_groups_stay_within_a_language_and_single_answers_of_others_stand_alone():
    english, _ = answers("en_full")
    french, _ = answers("fr")
    others = [Text(f"{lang}", words) for lang, words in TWELVE.items() if lang not in {"en", "fr"}]
    texts = [Text(f"{lang}{text.key}", text.words) for lang, some in (("en", english), ("fr", french)) for text in some]

    grouping = group_texts([*texts, *others], vectors=built_in_vectors(), themes=5)

    assert sorted((group.lang or "") for group in grouping.groups) == ["en"] * 5 + ["fr"] * 5
    assert all({str(key)[:2] for key in group.keys} == {group.lang} for group in grouping.groups)
    assert {place.group for place in grouping.placed[len(texts) :]} == {None}
    assert [place.lang for place in grouping.placed[len(texts) :]] == [str(text.key) for text in others]
