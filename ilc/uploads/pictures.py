"""Pictures made anew: upright, in sRGB, of a sane size, with nothing in them but their points."""

import io
import struct
import warnings
from typing import BinaryIO, Final

from PIL import Image, ImageCms

from ilc.uploads.kinds import MAX_POINTS, Kind, picture_points, refuse_points
from ilc.uploads.making import Made
from ilc.uploads.picture_marks import Size
from ilc.uploads.refusals import PictureDamaged, PictureTooLarge

LONGEST_SIDE: Final = 4096  # points; what a telephone takes stays as it is
PREVIEW_SIDE: Final = 960

_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP", Kind.GIF: "GIF"}
_MOST_AT_WORK = 17_000_000  # points; a JPEG is decoded at 1/2, 1/4 or 1/8 until it has fewer, others are halved
Image.MAX_IMAGE_PIXELS = MAX_POINTS  # ours are narrower, and known before Pillow looks

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def make_picture(source: BinaryIO, kind: Kind, target: BinaryIO, preview: BinaryIO) -> Made:
    """Write a picture anew, and a small one of it. A JPEG stays one, an opaque WebP becomes one; all others are PNG.

    Raises PictureDamaged, PictureTooLarge.
    """
    size = picture_points(source)
    refuse_points(size, kind)
    source.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of flaws that it reads past; the limits on size are our own
            with Image.open(source, formats=[_FORMATS[kind]]) as opened:
                refuse_points(Size(*opened.size), kind)
                moves = getattr(opened, "n_frames", 1) > 1 and kind in {Kind.GIF, Kind.PNG, Kind.WEBP}
                image = _upright(opened)
    except (MemoryError, Image.DecompressionBombError) as error:
        raise PictureTooLarge(width=size.width, height=size.height) from error
    except (OSError, SyntaxError, ValueError, EOFError, ZeroDivisionError, IndexError, KeyError, TypeError) as error:
        raise PictureDamaged from error  # Pillow lets through what a broken picture does to it
    as_jpeg = kind == Kind.JPEG or (kind == Kind.WEBP and image.mode == "RGB")
    if as_jpeg:
        image.save(target, "JPEG", quality=86)
    else:
        image.save(target, "PNG")
    made = Made(
        content_type="image/jpeg" if as_jpeg else "image/png",
        suffix="jpg" if as_jpeg else "png",
        left_out=("motion",) if moves else (),
        width=image.width,
        height=image.height,
        preview=True,
    )
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    _on_white(image).save(preview, "JPEG", quality=80)
    return made


def _upright(opened: Image.Image) -> Image.Image:
    """The first picture of a file as people see it, in a mode that stands for itself, without anything else."""
    width, height = opened.size
    scale = next((one for one in (1, 2, 4) if width * height <= _MOST_AT_WORK * one * one), 8)
    opened.draft(None, (width // scale, height // scale))
    turn = _TURNS.get(_orientation(opened))
    profile = opened.info.get("icc_profile")
    image = _plain_mode(opened)
    if image.width * image.height > _MOST_AT_WORK:
        image = image.reduce(2)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
    image = _in_srgb(image, profile)
    if turn is not None:
        image = image.transpose(turn)
    image.info = {}
    return image


def _orientation(opened: Image.Image) -> int:
    """How the picture was held (EXIF 0x0112, from 1 to 8); 1 where that cannot be read."""
    try:
        return int(opened.getexif().get(0x0112, 1))
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError, struct.error):
        return 1


def _plain_mode(opened: Image.Image) -> Image.Image:
    """Grey, RGB, or RGBA where something shines through."""
    opened.load()
    if opened.has_transparency_data:
        return opened if opened.mode == "RGBA" else opened.convert("RGBA")
    if opened.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off
        return opened.point(lambda value: value * (1 / 256)).convert("L")
    if opened.mode in {"1", "L"}:
        return opened.convert("L")
    return opened if opened.mode in {"RGB", "CMYK"} else opened.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as they were meant; a profile that cannot be followed is passed over."""
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        out = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=out)
        except (ImageCms.PyCMSError, OSError, ValueError):
            found = None
        if found is not None:
            return found
    return image.convert("RGB") if image.mode == "CMYK" else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
