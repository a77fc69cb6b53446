"""Makes docs/reference/settings.md from the settings as they are declared.

.venv/bin/python docs/make_settings.py
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from verbale.circulation import settings as post
from verbale.registry.settings import described
from verbale.service import settings as service

PAGE = Path(__file__).parent / "reference" / "settings.md"
HEAD = """# Settings

A registry's settings stand in its `verbale.toml`, in sections, and in the environment, which goes before the file: `host` of
the section `mail` is

```toml
[mail]
host = "smtp.example.org"
```

or `VERBALE_MAIL_HOST=smtp.example.org`. `VERBALE_MAIL_PASSWORD_FILE` names a file that holds the value: the way for secrets.
Lists have commas between in the environment. Settings are checked when a command starts that uses them, all at once, each
mistake with its place. Made from the code by `docs/make_settings.py`.
"""
WHAT = {
    "service": "How the service is reached.",
    "sessions": "How long somebody stays signed in.",
    "sign-in": "Signing in, and guessing.",
    "tokens": "Tokens for programs.",
    "rates": "How much may be asked.",
    "oidc": "Signing in by a provider.",
    "mail": "E-mail that goes out.",
    "webhooks": "Calls to webhooks.",
    "worker": "How notices are delivered.",
    "mailbox": "The mailbox from which communications are taken in.",
}


def page() -> str:
    """The page as the settings are now."""
    sections: dict[str, type[msgspec.Struct]] = {**service.SECTIONS, **post.SECTIONS}
    parts = [HEAD.strip()]
    for name, of in sections.items():
        rows = [
            f"| `{one.name}` | {_cell(one.says)} | {f'`{_cell(one.default)}`' if one.default else ''} | `{one.variable}` |"
            for one in described(name, of)
        ]
        table = ["| setting | what it means | default | in the environment |", "|---|---|---|---|", *rows]
        parts += [f"## [{name}]", WHAT.get(name, ""), "\n".join(table)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
