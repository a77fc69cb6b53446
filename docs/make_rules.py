"""Makes docs/reference/rules.md from the rules themselves.

.venv/bin/python docs/make_rules.py
"""

from __future__ import annotations

from pathlib import Path

from verbale.rules import RULES, Rule

PAGE = Path(__file__).parent / "reference" / "rules.md"
GROUPS = {
    "V1": "Who sends it to whom",
    "V2": "What it asks for",
    "V3": "The document",
    "V4": "Its parts",
    "V5": "What it cites",
    "V6": "The books",
}
HEAD = """# Rules

What `verbale check` asks of a letter or a note verbale. Made from the code by `docs/make_rules.py`.

A rule has a code and a name; either may be given to `--select` and `--ignore`, and so may the beginning of codes (`V2`). An
**error** is something with which a document should not be issued; a **warning** is for a person to look at; a **note** is
worth knowing. `verbale check` ends with status 1 when there are errors, with 0 when there are none.

The profile says what is right for an organization: its organs, sessions, agendas, members, offices and limits
([write a profile](../how-to/write-a-profile.md)). A program adds rules of its own:

```python
from pathlib import Path

from verbale.profiles import load
from verbale.reading import read
from verbale.rules import Chain, rule


@rule(code="X001", name="reference", severity="note", asks="The letter has a reference number.", source="House style")
def reference(seen):
    if seen.letter and seen.letter.reference is None:
        yield seen.found("communication.reference", "The letter has no reference number", "Ask the sender for one.")


profile = load("assembly")
document = read(Path("samples/joint-letter.md"), nomenclature=profile.nomenclature)
findings = Chain().with_rule(reference).check(document, profile)
```

| code | name | severity | what must hold |
|---|---|---|---|
"""


def page() -> str:
    """The page as the rules are now."""
    rows = [f"| [{r.code}](#{r.code.lower()}-{r.name}) | {r.name} | {r.severity} | {r.asks} |" for r in RULES]
    parts = [HEAD + "\n".join(rows)]
    for beginning, title in GROUPS.items():
        parts.append(f"## {title}")
        parts += [_entry(r) for r in RULES if r.code.startswith(beginning)]
    return "\n\n".join(parts) + "\n"


def _entry(rule: Rule) -> str:
    detail = f"{rule.asks} {rule.detail}".strip()
    return (
        f"### {rule.code} {rule.name}\n\n{detail}\n\n*{rule.severity.capitalize()}. Source: {rule.source}.*"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
