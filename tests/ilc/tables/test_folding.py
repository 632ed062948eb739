from ilc.tables.folding import column_letter, distinct_labels, fold


def test_case_accents_spaces_and_punctuation_do_not_matter():
    assert {fold(text) for text in ("Prénom", "PRENOM :", " pre\u0301nom", "pré-nom")} == {"prenom"}


def test_words_written_together_or_apart_are_alike():
    assert fold("givenName") == fold("Given name") == "givenname"


def test_scripts_without_case_are_kept():
    assert fold("ᐃᓕᓐᓂᐊᕐᕕᒃ") == "ᐃᓕᓐᓂᐊᕐᕕᒃ"


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_labels_stay_distinct_when_a_header_looks_like_one_of_ours():
    assert distinct_labels(["Nom", "nom", "", "C", "Nom (2)"]) == ("Nom", "nom (2)", "C", "C (2)", "Nom (2) (2)")
