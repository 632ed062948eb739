"""A multilingual model that an operator points to: here a small one in which the words of three languages meet."""

from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from collectives.engine.grouping.grouping import group_texts
from collectives.engine.grouping.offering import offer_texts
from collectives.engine.grouping.texts import Text
from ilc.vectors import VectorsRefused, chosen_vectors, vectors_of_folder

MEANINGS = [
    ("absent", "absents", "ausentes"),
    ("monday", "lundi", "lunes"),
    ("home", "maison", "casa"),
    ("grades", "notes", "notas"),
    ("fair", "justes", "justas"),
    ("zeros", "zéros", "ceros"),
]
SENTENCES = [
    ["students absent monday", "absent home monday", "they stay home monday"],
    ["élèves absents lundi", "absents à la maison lundi", "ils restent à la maison lundi"],
    ["alumnos ausentes lunes", "ausentes en casa el lunes", "se quedan en casa el lunes"],
    ["grades are fair", "zeros are not fair grades", "grades with zeros"],
    ["les notes sont justes", "des zéros dans les notes", "notes justes sans zéros"],
    ["las notas son justas", "ceros en las notas", "notas justas sin ceros"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    words = ["[UNK]", "[PAD]", *(word for meaning in MEANINGS for word in meaning)]
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    random = np.random.default_rng(0)
    topics = random.normal(size=(2, 16))
    vectors = np.zeros((len(words), 16), dtype=np.float32)
    for number in range(len(MEANINGS)):
        meaning = topics[number // 3] + 0.5 * random.normal(size=16)
        vectors[2 + 3 * number : 5 + 3 * number] = meaning + 0.05 * random.normal(size=(3, 16))
    path = tmp_path_factory.mktemp("model")
    StaticModel(vectors, tokenizer, config={}).save_pretrained(path)
    return path


def test_groups_reach_across_languages(folder):
    texts = [
        Text(f"{number}-{place}", words) for number, some in enumerate(SENTENCES) for place, words in enumerate(some)
    ]

    grouping = group_texts(texts, vectors=vectors_of_folder(folder), themes=2, even_if_few=True)

    assert [group.lang for group in grouping.groups] == [None, None]
    assert sorted({str(key)[0] for key in group.keys} for group in grouping.groups) in (
        [{"0", "1", "2"}, {"3", "4", "5"}],
        [{"3", "4", "5"}, {"0", "1", "2"}],
    )


def test_offers_reach_across_languages(folder):
    themes = {"absence": [Text(n, words) for n, words in enumerate(SENTENCES[0])],
              "grading": [Text(n, words) for n, words in enumerate(SENTENCES[3])]}  # fmt: skip

    offers = offer_texts(
        [Text("f", "absents lundi"), Text("s", "notas justas")], themes=themes, vectors=chosen_vectors(folder)
    )

    assert [offer.nearest for offer in offers] == ["absence", "grading"]


def test_a_folder_without_a_model_is_refused_and_nothing_is_fetched(tmp_path):
    with pytest.raises(VectorsRefused, match="is no folder with"):
        vectors_of_folder(tmp_path)


def test_a_broken_model_is_refused(folder, tmp_path):
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{")

    with pytest.raises(VectorsRefused, match="cannot be read"):
        vectors_of_folder(tmp_path)
