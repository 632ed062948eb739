"""What a computer must have for PDFs beside Python, and in words what to install where it is missing."""

import ctypes
import os
import platform
import sys
from pathlib import Path

from django.utils.translation import gettext as _

LIBRARIES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
INSTALL = {
    "Linux": "Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "Fedora: sudo dnf install pango\n"
    "Alpine: apk add pango harfbuzz-subset fontconfig",
    "Darwin": "brew install pango\nexport DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib",
    "Windows": "winget install MSYS2.MSYS2\npacman -S mingw-w64-ucrt-x86_64-pango\n"
    r"set WEASYPRINT_DLL_DIRECTORIES=C:\msys64\ucrt64\bin",
}


def missing_libraries() -> list[str]:
    """System libraries that cannot be opened here, by short name. Empty when PDFs can be made. About 30 ms."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin").split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)
    return [name for name, files in LIBRARIES.items() if not any(_opens(file) for file in files)]


def explain_missing_libraries() -> str:
    """What to install for PDFs, in words; empty when nothing is needed."""
    names = missing_libraries()
    if not names:
        return ""
    reason = _("Making a PDF needs system libraries that this computer does not have: %(names)s. All else works.")
    return reason % {"names": ", ".join(names)} + "\n" + INSTALL.get(platform.system(), INSTALL["Linux"])


def _opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
