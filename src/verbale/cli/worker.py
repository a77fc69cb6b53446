"""``verbale worker``: send what waits in the outbox."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.circulation.worker import Done, PostWorker

__all__ = ["command"]


@click.command(
    "worker",
    cls=screen.Command,
    examples=(
        ("verbale worker", "Work until it is stopped (Ctrl-C, SIGTERM)."),
        ("verbale worker --once", "Send what is due now, and end."),
        ("verbale worker --once --json", "What was done, for a program."),
    ),
    status=((0, "done"), (2, "the settings or the registry cannot be used")),
    see=("deliveries", "digest", "circulate", "address"),
)
@click.option("--once", is_flag=True, help="Do what is due now and end; what fails is due later.")
@screen.registry_option
@screen.json_option
def command(*, once: bool, registry: Path | None, as_json: bool) -> None:
    """Deliver what waits in the outbox: files, e-mail, webhooks; gather the daily digest when its hour comes.

    What cannot be delivered is tried again, each wait twice as long, until it is given up; every attempt is kept (verbale
    deliveries). It can be stopped and killed at any moment: the next one goes on, and a receiver that is told twice knows
    the notice again by its Message-ID or its webhook-id. On PostgreSQL any number of workers share the work.

    How e-mail is sent stands under [mail] in the registry's verbale.toml; [webhooks] and [worker] set the rest.
    """
    from verbale.circulation.settings import load_settings
    from verbale.circulation.worker import PostWorker

    with screen.open_registry(registry) as opened:
        settings = load_settings(opened.folder)
        with PostWorker(opened, settings) as worker:
            if once:
                done = worker.once()
                waits = opened.post.waiting()
                if as_json:
                    screen.print_json({"done": done, "waiting": waits})
                else:
                    _tell(done)
                    left = ", ".join(f"{count} by {way}" for way, count in waits.items())
                    click.echo(f"Still waiting: {left}." if left else "Nothing waits.")
                return
            _run(worker, as_json=as_json)


def _run(worker: PostWorker, *, as_json: bool) -> None:
    import logging
    import signal
    import sys

    import msgspec

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")

    def stop(*_: object) -> None:
        worker.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)

    def told(done: Done) -> None:
        if as_json:
            click.echo(msgspec.json.encode(done))
        else:
            _tell(done)

    if not as_json:
        click.echo(f"Working on the outbox of {worker.registry.folder.root} as {worker.name}.", err=True)
    worker.run(told)


def _tell(done: Done) -> None:
    from verbale.circulation.telling import counted

    parts = [f"{counted(done.files, 'notice')} laid down"] if done.files else []
    parts += [f"{done.delivered} delivered"] if done.delivered else []
    parts += [f"{done.failed} failed, to be tried again"] if done.failed else []
    parts += [f"{done.refused} given up"] if done.refused else []
    parts += [f"{counted(done.digests, 'digest')} gathered"] if done.digests else []
    if parts:
        click.echo(", ".join(parts) + ".")
