"""Why a file that somebody brings is not kept, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from ilc.errors import KeptRefused


class UploadRefused(KeptRefused):
    """A file that is not kept."""


class UploadEmpty(UploadRefused):
    code = "upload_empty"
    reason = _("This file is empty. Look whether it opens on your device, and bring it again.")


class UploadTooLarge(UploadRefused):
    code = "upload_too_large"
    reason = _("This file is larger than %(megabytes)s MB. Save it smaller, or bring the pages that matter.")


class KindNotTaken(UploadRefused):
    code = "kind_not_taken"
    reason = _(
        "We cannot tell what this file is, or do not take its kind. Save it as a JPEG or PNG picture, PDF, DOCX, XLSX, "
        "PPTX, CSV or plain text, and bring that."
    )


class PictureIsHeic(UploadRefused):
    code = "picture_is_heic"
    reason = _(
        "This picture is a HEIC or AVIF, which many devices cannot open. Save it as a JPEG: open it, choose Share or "
        "Export, and JPEG. For an iPhone’s next pictures: Settings, Camera, Formats, Most Compatible."
    )


class WebPage(UploadRefused):
    code = "web_page"
    reason = _("This is a web page or a drawing that can hold programs. Save it as a PDF or a picture and bring that.")


class PictureTooLarge(UploadRefused):
    code = "picture_too_large"
    reason = _(
        "This picture measures %(width)s by %(height)s pixels, more than we can open. Save it smaller, or as an "
        "ordinary JPEG."
    )


class PictureDamaged(UploadRefused):
    code = "picture_damaged"
    reason = _("This picture cannot be read to its end. Look whether it opens on your device, and save it again.")


class FileDamaged(UploadRefused):
    code = "file_damaged"
    reason = _("This file cannot be read to its end. Open it, save it again and bring that.")


class FileLocked(UploadRefused):
    code = "file_locked"
    reason = _("This file is locked with a password. Save a copy without it and bring that.")


class FileTooOld(UploadRefused):
    code = "file_too_old"
    reason = _("This is a file of an office program from before 2007. Save it as DOCX, XLSX, PPTX or PDF.")


class UnpacksTooLarge(UploadRefused):
    code = "unpacks_too_large"
    reason = _("This file unpacks to more than we can look through. Save the part that matters as a smaller file.")


class MacrosInside(UploadRefused):
    code = "macros_inside"
    reason = _("This file holds macros, which are programs. Save a copy without them (DOCX, XLSX or PPTX) or as a PDF.")


class FileInside(UploadRefused):
    code = "file_inside"
    reason = _(
        "Another file is put into this one (%(name)s), and we cannot look into it. Take it out, or save a copy as a "
        "PDF, and bring that."
    )


class FetchesFromElsewhere(UploadRefused):
    code = "fetches_from_elsewhere"
    reason = _(
        "This file fetches pictures or figures from somewhere else when it is opened. Save a copy that has them inside "
        "(in a spreadsheet: break the links), or a PDF, and bring that."
    )


class TakesTooLong(UploadRefused):
    code = "takes_too_long"
    reason = _("We stopped looking through this file because it took too much. Save the part that matters on its own.")


class ScannerFound(UploadRefused):
    code = "scanner_found"
    reason = _(
        "The check for harmful programs stopped this file. Look at it with the virus scanner of your device before you "
        "open it again."
    )


_BY_CODE: dict[str, type[UploadRefused]] = {refusal.code: refusal for refusal in UploadRefused.__subclasses__()}


def refusal_of(code: str, values: dict[str, str | int]) -> UploadRefused:
    """The refusal that was kept as its code and values. Raises KeyError when there is none of that code."""
    return _BY_CODE[code](**values)
