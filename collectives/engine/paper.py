"""The papers that PDFs are made for."""

from typing import Literal

Paper = Literal["letter", "a4"]

PAPERS: dict[Paper, tuple[float, float]] = {"letter": (279.4, 215.9), "a4": (297.0, 210.0)}  # mm, landscape
