"""A photo of a poster that a group of students made, drawn: no child made it, and none is in it."""

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1600, 1200)

_DESK, _PAPER, _PENCIL, _RULE = "#8d7355", "#f6f1e3", "#2b3a55", "#c9d3e0"
_CRAYONS = ("#b5482f", "#2f6f8f", "#5b7f3a", "#8a5a99")


def poster(word: str, around: Sequence[str]) -> bytes:
    """A word in the middle and what was written around it, photographed a little askew. A JPEG; letters in ASCII."""
    width, height = 1440, 1060
    sheet = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    for line in range(70, height, 52):
        draw.line((0, line, width, line), fill=_RULE, width=2)
    middle = (width // 2, height // 2)
    for number, words in enumerate(around):
        angle = math.tau * number / len(around) - math.pi / 4
        place = (middle[0] + int(math.cos(angle) * 480), middle[1] + int(math.sin(angle) * 330))
        crayon = _CRAYONS[number % len(_CRAYONS)]
        draw.line((*middle, *place), fill=crayon, width=7)
        _balloon(draw, place, words, crayon, size=44)
    _balloon(draw, middle, word, _PENCIL, size=84)
    grain = Image.effect_noise(sheet.size, 18).convert("RGB")
    sheet = Image.blend(sheet, grain, 0.06).rotate(1.8, expand=True, fillcolor=_DESK, resample=Image.Resampling.BICUBIC)
    photo = Image.new("RGB", SIZE, _DESK)
    photo.paste(sheet, ((SIZE[0] - sheet.width) // 2, (SIZE[1] - sheet.height) // 2))
    file = io.BytesIO()
    photo.filter(ImageFilter.GaussianBlur(0.6)).save(file, "JPEG", quality=88)
    return file.getvalue()


def _balloon(draw: ImageDraw.ImageDraw, place: tuple[int, int], words: str, colour: str, *, size: int) -> None:
    font = ImageFont.load_default(size)
    left, top, right, bottom = draw.multiline_textbbox(place, words, font=font, anchor="mm", align="center")
    edge = size // 2
    box = (left - edge * 1.6, top - edge, right + edge * 1.6, bottom + edge)
    draw.ellipse(box, fill=_PAPER, outline=colour, width=6)
    draw.multiline_text(place, words, font=font, anchor="mm", align="center", fill=_PENCIL)
