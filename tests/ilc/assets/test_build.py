"""Building only what changed."""

from pathlib import Path

import pytest
from django.conf import settings

from ilc.assets.build import BuildStopped, fingerprint, make_bundles, node, renew

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def project(tmp_path):
    """A copy of what the bundles are made from."""
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/src").symlink_to(ROOT / "static/src")
    (tmp_path / "static/built").mkdir()
    return tmp_path


def test_bundles_hold_the_look_the_faces_and_htmx(project):
    make_bundles(project, project / "static/built", say=print)

    css = (project / "static/built/app.css").read_text()
    assert [part in css for part in ("--ink-fill", 'font-family: "ILC Sans"', ".btn{", ".phases", "@import")] == [
        True
    ] * 4 + [False]
    assert "var htmx=" in (project / "static/built/app.js").read_text()


def test_the_sheet_for_paper_has_its_twin_in_the_browser(project):
    make_bundles(project, project / "static/built", say=print)

    names = {path.name for path in (project / "static/built/print").glob("*.css")}
    assert "placemat.css" in names
    assert "fonts.css" not in names


def test_nothing_is_made_twice_from_the_same_input(tmp_path):
    made = []

    first = renew(tmp_path / "stamp", "a", False, lambda: made.append("first"))
    second = renew(tmp_path / "stamp", "a", False, lambda: made.append("second"))
    third = renew(tmp_path / "stamp", "b", False, lambda: made.append("third"))

    assert (first, second, third, made) == (True, False, True, ["first", "third"])


def test_a_build_that_stopped_is_tried_again(tmp_path):
    def stop():
        raise BuildStopped

    with pytest.raises(BuildStopped):
        renew(tmp_path / "stamp", "a", False, stop)

    assert renew(tmp_path / "stamp", "a", False, lambda: None) is True


def test_a_changed_word_changes_the_fingerprint(tmp_path):
    file = tmp_path / "a.css"
    file.write_text("a")
    before = fingerprint([file])

    file.write_text("b")

    assert fingerprint([file]) != before


def test_what_a_tool_complains_about_is_passed_on(tmp_path):
    script = tmp_path / "broken.js"
    script.write_text("throw new Error('no such colour')")

    with pytest.raises(BuildStopped, match="no such colour"):
        node(script, [], cwd=tmp_path)
