"""``verbale serve``: the service of a registry."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "serve",
    cls=screen.Command,
    examples=(
        ("verbale serve", "At http://127.0.0.1:8000, for this machine."),
        ("verbale serve --host 0.0.0.0 --port 80", "For the network."),
        ("verbale serve --check", "Look whether the settings have mistakes, and start nothing."),
    ),
    status=(
        (0, "stopped by SIGTERM or Ctrl-C"),
        (2, "the settings, the registry or the address cannot be used"),
    ),
    see=("person", "token"),
)
@screen.registry_option
@click.option(
    "--host", metavar="ADDRESS", help="The address to listen at. Default: service.host of the settings."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one. Default: service.port."
)
@click.option("--check", "only_check", is_flag=True, help="Check the settings, and start nothing.")
@screen.json_option
def command(
    *, registry: Path | None, host: str | None, port: int | None, only_check: bool, as_json: bool
) -> None:
    """Serve a registry over HTTP: pages, and the API under /api/v1.

    Settings stand in verbale.toml of the registry and in variables VERBALE_…; the options go before both. Without
    settings it listens on this machine alone. SIGTERM stops it: requests that run may end.
    """
    import msgspec

    from verbale.registry import find
    from verbale.service import load_settings, serve

    folder = find(registry).folder
    _ = folder.profile  # is it a registry?
    settings = load_settings(folder)
    chosen = {"host": host, "port": port}
    service = msgspec.structs.replace(
        settings.service, **{name: value for name, value in chosen.items() if value is not None}
    )
    if only_check:
        if as_json:
            screen.print_json({"registry": str(folder.root), "host": service.host, "port": service.port})
        else:
            click.echo(f"The settings of {folder.root} have no mistakes.")
        return
    settings = msgspec.structs.replace(settings, service=service)

    def listening(address: str) -> None:
        if as_json:
            screen.print_json({"address": address})
        else:
            click.echo(f"Listening at {address}", err=True)

    serve(settings, listening=listening)
