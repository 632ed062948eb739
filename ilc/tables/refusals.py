"""Why a whole file cannot be read. What is wrong with one row is a `TableProblem` of that row instead."""

from django.utils.translation import gettext_lazy as _

from ilc.errors import KeptRefused


class TableRefused(KeptRefused):
    """A file that cannot be read as a table."""


class TableTooLarge(TableRefused):
    code = "table_too_large"
    reason = _("This file is larger than %(megabytes)s MB. Split it into smaller files and bring them in one by one.")


class TooManyRows(TableRefused):
    code = "too_many_rows"
    reason = _("This file has more than %(limit)s rows. Split it into smaller files and bring them in one by one.")


class TooManyColumns(TableRefused):
    code = "too_many_columns"
    reason = _("This file has more than %(limit)s columns. Keep the columns you need and bring it in again.")


class NothingInTable(TableRefused):
    code = "nothing_in_table"
    reason = _("There is nothing in this file. It needs a first row with the names of its columns.")


class WorkbookNotText(TableRefused):
    code = "workbook_not_text"
    reason = _(
        "This is a workbook. In your spreadsheet choose Save as, then CSV UTF-8, and bring that in.",
    )


class NotText(TableRefused):
    code = "not_text"
    reason = _(
        "We cannot read this file as text. In your spreadsheet choose Save as, then CSV UTF-8, and bring that in.",
    )


class WebPage(TableRefused):
    code = "web_page"
    reason = _(
        "This is a web page under the name of a table. Open it in your spreadsheet, choose Save as, then CSV UTF-8, "
        "and bring that in."
    )


class QuoteNeverCloses(TableRefused):
    code = "quote_never_closes"
    reason = _(
        "Row %(row)s opens a quotation mark that is never closed. Close it or take it out, then bring the file in."
    )


class LineTooLong(TableRefused):
    code = "line_too_long"
    reason = _("Row %(row)s has a line longer than %(limit)s characters. Shorten it and bring the file in again.")


class WorkbookEncrypted(TableRefused):
    code = "workbook_encrypted"
    reason = _("This workbook is locked with a password. Save a copy without it and bring that in.")


class WorkbookTooOld(TableRefused):
    code = "workbook_too_old"
    reason = _(
        "We cannot read this kind of workbook. In your spreadsheet choose Save as, then XLSX or CSV UTF-8, and bring "
        "that in."
    )


class WorkbookWithMacros(TableRefused):
    code = "workbook_with_macros"
    reason = _("This workbook contains macros. Save a copy as XLSX, which leaves them out, and bring that in.")


class WorkbookUnpacksTooLarge(TableRefused):
    code = "workbook_unpacks_too_large"
    reason = _("This workbook unpacks to more than we can read. Save only the sheet you need as CSV UTF-8.")


class WorkbookDamaged(TableRefused):
    code = "workbook_damaged"
    reason = _("We cannot read this workbook to its end. Open it in your spreadsheet, save it again and bring it in.")


class NoSuchSheet(TableRefused):
    code = "no_such_sheet"
    reason = _("This workbook has no sheet named %(sheet)s. Its sheets are: %(sheets)s.")


_BY_CODE: dict[str, type[TableRefused]] = {
    refusal.code: refusal
    for refusal in (
        TableTooLarge,
        TooManyRows,
        TooManyColumns,
        NothingInTable,
        WorkbookNotText,
        NotText,
        WebPage,
        QuoteNeverCloses,
        LineTooLong,
        WorkbookEncrypted,
        WorkbookTooOld,
        WorkbookWithMacros,
        WorkbookUnpacksTooLarge,
        WorkbookDamaged,
        NoSuchSheet,
    )
}


def refusal_of(code: str, values: dict[str, str | int]) -> TableRefused:
    """The refusal that was kept as its code and values. Raises KeyError when there is none of that code."""
    return _BY_CODE[code](**values)
