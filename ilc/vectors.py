"""Word vectors: a vector for each piece of a word, read from files on this computer and never from the network."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import batched
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from model2vec import StaticModel
from safetensors import safe_open
from tokenizers import Tokenizer

from ilc.errors import Refused

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TEXTS_AT_ONCE = 500
_FILES = ("config.json", "model.safetensors", "tokenizer.json")
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


class VectorsRefused(Refused):
    """The folder that a setting points to holds no word vectors that we can read."""


@dataclass(frozen=True, eq=False)
class WordVectors:
    """A row of `matrix` for each id that the tokenizer gives; `across_languages` when languages share one space."""

    matrix: npt.NDArray[np.floating[Any]]
    tokenizer: Any
    across_languages: bool

    def pieces(self, texts: list[str]) -> list[list[int]]:
        """For each text the ids of its pieces of words, those without a row left out."""
        known = len(self.matrix)
        found: list[list[int]] = []
        for some in batched(texts, _TEXTS_AT_ONCE, strict=False):  # the tokenizer keeps a lot beside the ids
            encoded = self.tokenizer.encode_batch_fast(list(some), add_special_tokens=False)
            found += [[piece for piece in one.ids if piece < known] for one in encoded]
        return found

    def rows(self, pieces: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.float32]:
        """The vectors of these pieces."""
        return np.asarray(self.matrix[pieces], dtype=np.float32)


def chosen_vectors(folder: Path | None) -> WordVectors:
    """The vectors of a folder when the operator named one, else the built-in ones. Raises VectorsRefused."""
    return vectors_of_folder(folder) if folder else built_in_vectors()


@cache
def built_in_vectors() -> WordVectors:
    """The vectors that come in the wheel of wordllama, read from its folder.

    The package itself is not imported: it would bring a client for downloads and set up logging for everybody.
    """
    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise VectorsRefused("The package wordllama is not installed.")
    folder = Path(spec.origin).parent
    tokenizer = _plain(Tokenizer.from_file(str(folder / _TOKENIZER)))
    with safe_open(folder / _WEIGHTS, framework="np") as file:
        matrix = file.get_tensor("embedding.weight")
    return WordVectors(matrix, tokenizer, across_languages=False)


@cache
def vectors_of_folder(folder: Path) -> WordVectors:
    """The vectors of a multilingual static model in the format of model2vec. Raises VectorsRefused."""
    if not all((folder / name).is_file() for name in _FILES):  # it would look for them on the network
        raise VectorsRefused(f"{folder} is no folder with {', '.join(_FILES)}.")
    try:
        model = StaticModel.from_pretrained(folder, force_download=False)
    except Exception as error:  # the tokenizer's own errors have no class of their own
        raise VectorsRefused(f"The model in {folder} cannot be read: {error}") from error
    matrix = np.asarray(model.embedding, dtype=np.float32)
    if model.token_mapping is not None:
        matrix = matrix[model.token_mapping]
    if model.weights is not None:
        matrix = matrix * np.asarray(model.weights, dtype=np.float32)[:, None]
    if model.unk_token_id is not None:
        matrix[model.unk_token_id] = 0
    return WordVectors(matrix, _plain(model.tokenizer), across_languages=True)


def _plain(tokenizer: Any) -> Any:
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
