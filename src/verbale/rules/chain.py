"""The rules in their order: listed, switched on and off, added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from verbale.document import Document
from verbale.errors import Place, VerbaleError
from verbale.profiles import Profile
from verbale.rules.finding import Finding
from verbale.rules.order import RULES
from verbale.rules.rule import Examination, Known, Rule

if TYPE_CHECKING:
    from verbale.citing.link_audit import LinkFinding

__all__ = ["Chain", "check"]


class Chain:
    """Rules in the order in which they are asked. A chain is a value: what changes it gives a new one."""

    def __init__(self, rules: Iterable[Rule] = RULES) -> None:
        self.rules = tuple(rules)

    def named(self, code: str) -> tuple[Rule, ...]:
        """The rules that a code ("V202"), a beginning of codes ("V2") or a name ("items-named") means.

        Raises VerbaleError where it means none.
        """
        found = tuple(r for r in self.rules if r.name == code or (code and r.code.startswith(code.upper())))
        if not found:
            raise VerbaleError(
                f"there is no rule {code}",
                where=Place(field=code),
                fix="verbale check --list-rules shows them all.",
            )
        return found

    def choose(self, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Chain:
        """The chain of the selected rules (all, if none is named) without the ignored ones."""
        selected = {r.code for code in select for r in self.named(code)} or {r.code for r in self.rules}
        ignored = {r.code for code in ignore for r in self.named(code)}
        return Chain(r for r in self.rules if r.code in selected - ignored)

    def with_rule(self, added: Rule, *, before: str | None = None) -> Chain:
        """The chain with one more rule, at its end or before another. Raises ValueError where its code is taken."""
        if any(added.code == r.code or added.name == r.name for r in self.rules):
            raise ValueError(f"there is a rule {added.code} or {added.name} already")
        place = len(self.rules) if before is None else self.rules.index(self.named(before)[0])
        return Chain((*self.rules[:place], added, *self.rules[place:]))

    def check(
        self,
        document: Document,
        profile: Profile,
        *,
        known: Known | None = None,
        links: tuple[LinkFinding, ...] = (),
        catalogued: Callable[[str], bool] | None = None,
    ) -> list[Finding]:
        """What the rules find, in their order. ``links`` are the file's own, judged; ``catalogued`` asks the catalogue."""
        seen = Examination(document, profile, known, links, catalogued)
        return [finding for r in self.rules for finding in r.findings(seen)]


def check(
    document: Document,
    profile: Profile,
    *,
    known: Known | None = None,
    links: tuple[LinkFinding, ...] = (),
    catalogued: Callable[[str], bool] | None = None,
) -> list[Finding]:
    """What the rules of a profile find in a document, in the order of the rules; ``known`` asks the books too."""
    return Chain().check(document, profile, known=known, links=links, catalogued=catalogued)
