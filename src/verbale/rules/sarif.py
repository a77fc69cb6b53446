"""Findings as SARIF 2.1.0, which editors and code hosts show at their place.

Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from verbale import __version__
from verbale.errors import VerbaleError
from verbale.rules.finding import Finding
from verbale.rules.rule import Rule

__all__ = ["LINED", "sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LINED = (".txt", ".md", ".markdown", ".text")
"""The files whose lines the reader counts as editors do: in others it counts paragraphs, or the lines of a page."""


def sarif(
    rules: Sequence[Rule],
    findings: Iterable[tuple[str, Finding]],
    *,
    unread: Iterable[tuple[str, VerbaleError]] = (),
) -> dict[str, Any]:
    """A SARIF log of one run: what was found in each file, and which files could not be read."""
    index = {rule.code: place for place, rule in enumerate(rules)}
    notifications = [
        {
            "level": "error",
            "message": {"text": _sentence(error.what) + (f" {error.fix}" if error.fix else "")},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}],
        }
        for file, error in unread
    ]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "verbale check",
                        "semanticVersion": _semantic(__version__),
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
                ],
                "results": [_result(file, finding, index) for file, finding in findings],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.asks},
        "help": {"text": f"Source: {rule.source}."},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(file: str, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    where = finding.where
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if where.line is not None and file.lower().endswith(LINED):
        place["region"] = {"startLine": where.line}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{_sentence(finding.message)} {finding.fix}"},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [
                    {"fullyQualifiedName": where.field, "kind": "member"}
                    | ({"name": where.label} if where.label else {})
                ],
            }
        ],
        "properties": {"fix": finding.fix, "source": finding.source},
    }
    if where.page is not None:
        result["properties"]["page"] = where.page
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    return result


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _semantic(version: str) -> str:
    """0.1.0.dev0 as semantic versions write it: 0.1.0-dev0."""
    parts = version.split(".")
    return ".".join(parts[:3]) + (f"-{'.'.join(parts[3:])}" if len(parts) > 3 else "")
