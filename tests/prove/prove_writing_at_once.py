"""Three people write at random in real text areas: twenty times 6,000 steps end in one text, with every letter whole.

Run: python -m tests.prove.prove_writing_at_once.
"""

import sys
import time

from playwright.sync_api import sync_playwright

from ilc.assets.build import bundle
from tests.browser import ARGUMENTS, CHROMIUM, PROJECT

SEEDS, STEPS, PEOPLE = 20, 6_000, 3


def main() -> int:
    script = bundle(PROJECT, PROJECT / "tests/scripts/editors.js")
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for seed in range(1, SEEDS + 1):
            page = browser.new_page()
            page.set_content("<!doctype html><html lang=en><body></body></html>")
            page.evaluate(script + ";undefined")
            began = time.monotonic()
            outcome = page.evaluate("how => scramble(how)", {"count": PEOPLE, "steps": STEPS, "seed": seed})
            page.close()
            wrong += bool(outcome["faults"])
            said = ", ".join(outcome["faults"]) or "all agree, every letter whole"
            print(f"seed {seed:2}: {STEPS} steps of {PEOPLE} people, {outcome['length']} characters: {said}", end=" ")
            print(f"({time.monotonic() - began:.0f} s)", flush=True)
        browser.close()
    print(f"prove: {SEEDS - wrong} of {SEEDS} seeds end in one text")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
