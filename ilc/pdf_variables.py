"""Variables of style sheets, written out for paper: WeasyPrint works each of them out again for every element."""

import re
from collections import Counter
from collections.abc import Sequence

ROOT = re.compile(r":root\s*\{([^{}]*)\}")
SAID = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]+)")
USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


def written_out(sheets: Sequence[str]) -> list[str]:
    """Style sheets that are read together, with the values of `:root` where their variables are used.

    A variable that is said more than once, or by others, or that needs what is around it, stays one.
    """
    times = Counter(name for sheet in sheets for name, _value in SAID.findall(sheet))
    fixed = {
        name: value.strip()
        for sheet in sheets
        for root in ROOT.findall(sheet)
        for name, value in SAID.findall(root)
        if times[name] == 1 and "var(" not in value
    }
    return [USED.sub(lambda use: fixed.get(use[1], use[0]), sheet) for sheet in sheets]
