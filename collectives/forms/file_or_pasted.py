"""Choosing a file, or pasting what stands in it."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from ilc.errors import KeptRefused


class FileOrPastedForm(forms.Form):
    """One of the two. A form of its own has the fields `file` and `pasted`, and says how large a file may be."""

    most_bytes: ClassVar[int]
    too_large: ClassVar[type[KeptRefused]]
    one_of_two: ClassVar[str | Promise]

    def clean_file(self) -> Any:
        """Not larger than it may be."""
        file = self.cleaned_data["file"]
        if file and file.size > self.most_bytes:
            raise forms.ValidationError(str(self.too_large(megabytes=self.most_bytes // 1_000_000)))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("pasted") or "").strip()):
            self.add_error("file", str(self.one_of_two))
        return cleaned
