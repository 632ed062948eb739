"""Why a document cannot be read, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from ilc.errors import KeptRefused


class DocumentRefused(KeptRefused):
    """A document that cannot be read."""


class DocumentTooLarge(DocumentRefused):
    code = "document_too_large"
    reason = _("This file is larger than %(megabytes)s MB. Save the pages that state your goals as a smaller file.")


class TooManyPages(DocumentRefused):
    code = "too_many_pages"
    reason = _("This document has more than %(limit)s pages. Save the pages that state your goals as a smaller file.")


class DocumentEncrypted(DocumentRefused):
    code = "document_encrypted"
    reason = _("This document is locked with a password. Save a copy without it and bring that in.")


class DocumentScanned(DocumentRefused):
    code = "document_scanned"
    reason = _(
        "This document holds pictures of its pages, and we cannot read pictures of text. Paste the text instead."
    )


class DocumentEmpty(DocumentRefused):
    code = "document_empty"
    reason = _("There is no text in this document.")


class DocumentDamaged(DocumentRefused):
    code = "document_damaged"
    reason = _("We cannot read this document to its end. Open it, save it again and bring it in, or paste the text.")


class DocumentUnpacksTooLarge(DocumentRefused):
    code = "document_unpacks_too_large"
    reason = _("This document unpacks to more than we can read. Paste the text that states your goals instead.")


class DocumentTakesTooLong(DocumentRefused):
    code = "document_takes_too_long"
    reason = _(
        "We stopped reading this document because it took too long. Paste the text that states your goals instead."
    )


class NoDocument(DocumentRefused):
    code = "no_document"
    reason = _("We can read PDF and DOCX. Save this document as one of them, or paste its text.")


_BY_CODE: dict[str, type[DocumentRefused]] = {
    refusal.code: refusal
    for refusal in (
        DocumentTooLarge,
        TooManyPages,
        DocumentEncrypted,
        DocumentScanned,
        DocumentEmpty,
        DocumentDamaged,
        DocumentUnpacksTooLarge,
        DocumentTakesTooLong,
        NoDocument,
    )
}


def refusal_of(code: str, values: dict[str, str | int]) -> DocumentRefused:
    """The refusal that was kept as its code and values. Raises KeyError when there is none of that code."""
    return _BY_CODE[code](**values)
