"""The command line, as ``verbale`` and as ``python -m verbale``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line.

    Lines through a pipe are answered without loading the other commands: this is what programs call again and again.
    """
    if sys.argv[1:] == ["cite", "--jsonl"]:
        sys.exit(_cite_lines())
    from verbale.cli import main as commands

    commands()


def _cite_lines() -> int:
    from verbale.citing.stream import cite_stream
    from verbale.errors import VerbaleError

    try:
        refused = cite_stream(sys.stdin.buffer, sys.stdout.buffer)
    except VerbaleError as error:
        sys.stderr.write(f"verbale: {error}\n")
        return error.exit_status
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    if refused:
        sys.stderr.write(f"verbale: {refused} lines were refused; their answers say why.\n")
        return 1
    return 0


if __name__ == "__main__":
    main()
