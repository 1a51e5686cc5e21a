#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""One run of the benchmarks: the programs, how they are called, and what they found."""

import functools
import json
import os
import pathlib
import subprocess
from typing import Callable, NamedTuple

from benchmarks import answers, table
from benchmarks.inputs import Inputs

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent
PYTHON = "/usr/bin/python3"
NOTUS = "notus-scanner==23.0.1"
NO_SUCH_CALL = 64


class Unmeasured(Exception):
    """Something could not be measured; says why."""


class Benchmark(NamedTuple):
    """What is measured together: goals by name, and the function that gives a value for each."""

    goals: dict[str, table.Goal]
    measure: Callable

    def rows(self, run, is_judged):
        """Measures; where that fails, or answers differ, every row says why."""
        try:
            values = self.measure(run)
        except (Unmeasured, answers.AnswersDiffer) as reason:
            return [goal.row_without_value(reason) for goal in self.goals.values()]
        return [goal.row(values[name], is_judged) for name, goal in self.goals.items()]


class Run:
    """The programs, the inputs and the remarks of one run."""

    def __init__(self, thimble, own_program, inputs: Inputs):
        self.thimble, self.own_program, self.inputs = thimble, own_program, inputs
        self.remarks = []

    def own(self, name, *arguments):
        """Calls `thimble-bench NAME ARGUMENTS…` and returns what it prints."""
        if not self.own_program.exists():
            raise Unmeasured(f"there is no program {self.own_program.name}")
        return self.call([self.own_program, name, *arguments], f"thimble-bench {name}")

    def peer(self, module, *arguments, python=PYTHON):
        """Runs one of the peers of this folder and returns what it prints."""
        return self.call([python, "-m", f"benchmarks.{module}", *arguments], module)

    def call(self, command, name):
        """Runs a program that prints one JSON object."""
        environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONDONTWRITEBYTECODE": "1"}
        done = quietly(command, environment)
        if done.returncode == NO_SUCH_CALL:
            raise Unmeasured(f"there is no {name}")
        if done.returncode:
            raise Unmeasured(f"{name} ended with status {done.returncode}: {last_word(done)}")
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise Unmeasured(f"{name} printed no JSON: {done.stdout[:80]!r}") from None

    @functools.cached_property
    def notus_python(self):
        """The Python of a private environment that has notus-scanner."""
        python = self.inputs.work / "venv" / "bin" / "python"
        for command in (
            [PYTHON, "-m", "venv", python.parent.parent],
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NOTUS],
        ):
            done = quietly(command)
            if done.returncode:
                raise Unmeasured(f"{NOTUS} cannot be installed: {last_word(done)}")
        return python

    def path(self, name):
        """A file in the work folder."""
        return self.inputs.work / name


def quietly(command, environment=None):
    """Runs a command and keeps what it says."""
    words = [str(word) for word in command]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def last_word(done):
    """The last line of what a failed command said."""
    return ((done.stderr or done.stdout).strip().splitlines() or ["it said nothing"])[-1]
