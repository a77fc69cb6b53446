"""Rules: a document and a profile → findings. One rule a file; ``Chain`` lists, switches and adds to them."""

from __future__ import annotations

from verbale.rules.chain import Chain, check
from verbale.rules.finding import Finding, Severity, Spot
from verbale.rules.order import RULES
from verbale.rules.rule import Examination, Found, Known, Rule, rule

__all__ = [
    "RULES",
    "Chain",
    "Examination",
    "Finding",
    "Found",
    "Known",
    "Rule",
    "Severity",
    "Spot",
    "check",
    "rule",
]
