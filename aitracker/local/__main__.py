"""The command line behind the Makefile: `python -m aitracker.local run|dev|test|manage|demo|with|reset`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from aitracker.local.commands import Stopped, call, manage, stop_on_signals
from aitracker.local.environment import check_environment
from aitracker.local.refusal import Refusal
from aitracker.local.reset import reset
from aitracker.local.runner import run
from aitracker.local.samples import served_samples
from aitracker.local.session import kept, opened_session, take_state
from aitracker.local.state import running_servers, state_folder
from aitracker.local.suite import opened_test_session, run_tests
from timeline.samples.script import read_script

# Stopping is how these end well; for the others it is an interruption.
SERVING = {"run", "dev"}


def main() -> int:
    """Run one subcommand; returns the status, after one line on standard error where it is refused."""
    options = _parser().parse_args()
    arguments = options.arguments[1:] if options.arguments[:1] == ["--"] else options.arguments
    stop_on_signals()
    try:
        return COMMANDS[options.command](arguments)
    except Refusal as refusal:
        print(f"aitracker: {refusal}", file=sys.stderr)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"aitracker: {where}{error.strerror or error}; repair that and start again.", file=sys.stderr)
    except Stopped as stopped:
        return _ended_by(stopped, command=options.command)
    return 1


def _ended_by(stopped: Stopped, *, command: str) -> int:
    if command not in SERVING:
        return 128 + stopped.number
    print("AI Tracker has stopped.", flush=True)
    return 0


def run_site(arguments: Sequence[str], *, mode: str) -> int:
    """`run` and `dev`, which take no arguments."""
    if arguments:
        raise Refusal(
            f"{arguments[0]} is not understood: PORT= and AITRACKER_STATE= are set in the environment."
        )
    check_environment(os.environ)
    return run(os.environ, mode=mode)


def run_manage(arguments: Sequence[str]) -> int:
    """One management command on the running servers, or on servers started for it alone."""
    check_environment(os.environ)
    state = state_folder(os.environ)
    if running_servers(state):
        return call(manage(*arguments), env={**os.environ, "AITRACKER_STATE": str(state)})
    with kept(take_state(state)) as held, opened_session(held, os.environ) as session:
        return call(manage(*arguments), env=session.env)


def run_demo(arguments: Sequence[str]) -> int:
    """The samples beside a site that runs: served here, read by its workers."""
    if arguments:
        raise Refusal(f"{arguments[0]} is not understood: the demo takes nothing.")
    check_environment(os.environ)
    state = state_folder(os.environ)
    if not running_servers(state):
        raise Refusal("no site runs here: start `make run` in another terminal, then `make demo`.")
    env = {**os.environ, "AITRACKER_STATE": str(state)}
    with served_samples(read_script(datetime.now(UTC).date())):
        return call(manage("demo"), env=env)


def run_with(arguments: Sequence[str]) -> int:
    """Any command with the servers of a test run, for the checks that need a database."""
    with opened_test_session(os.environ) as session:
        return call(arguments, env=session.env)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": lambda arguments: run_site(arguments, mode="local"),
    "dev": lambda arguments: run_site(arguments, mode="dev"),
    "test": lambda arguments: run_tests(os.environ, arguments),
    "manage": run_manage,
    "demo": run_demo,
    "with": run_with,
    "reset": lambda arguments: reset(os.environ, arguments),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aitracker.local", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    return parser


if __name__ == "__main__":
    sys.exit(main())
