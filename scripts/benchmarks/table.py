#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Goals, the rows of the result, and how they are shown."""

import datetime
import json
import os
import platform
import time
from dataclasses import dataclass

SAMPLE_SECONDS = 0.5

@dataclass(frozen=True)
class Goal:
    """One thing that is measured, and what its value must reach; a goal of `None` is none."""

    name: str
    unit: str
    goal: float | None = None
    is_most: bool = False

    def row(self, value, is_judged=True):
        """The row of a value."""
        goal = self.goal if is_judged else None
        met = None
        if goal is not None:
            met = value <= goal if self.is_most else value >= goal
        value = float(f"{value:.3g}")
        return {"name": self.name, "value": value, "unit": self.unit, "goal": goal, "met": met}

    def row_without_value(self, reason):
        """The row of what was not measured; it counts as not met, whether it has a goal or not."""
        name = f"{self.name} ({reason})"
        return {"name": name, "value": None, "unit": self.unit, "goal": self.goal, "met": False}


def at_least(name, unit, goal):
    """A goal that larger values reach, such as a speed."""
    return Goal(name, unit, goal)


def at_most(name, unit, goal):
    """A goal that smaller values reach, such as a time."""
    return Goal(name, unit, goal, is_most=True)


def idle_share():
    """How much of the processors' time is free just now, from 0 to 1."""
    counts = []
    for _ in range(2):
        with open("/proc/stat") as file:
            counts.append([int(word) for word in file.readline().split()[1:]])
        time.sleep(SAMPLE_SECONDS)
    spent = [after - before for before, after in zip(*counts)]
    return spent[3] / max(1, sum(spent))


def machine(compiler):
    """What the figures were taken on, in one line."""
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = models[0] if models else platform.machine()
    busy = 1 - idle_share()
    return ", ".join([
        f"{os.cpu_count()} cores ({model})", f"{memory:.0f} GiB",
        datetime.date.today().isoformat(), platform.freedesktop_os_release()["PRETTY_NAME"],
        f"Python {platform.python_version()}", compiler or "compiler not told",
        f"{busy:.0%} busy with other work" + (": THE FIGURES ARE NOISE" if busy > 0.2 else ""),
    ])


def show(row):
    """Prints a row for people."""
    value = "-" if row["value"] is None else f"{row['value']:g}"
    goal = "no goal" if row["goal"] is None else f"goal {row['goal']:g}"
    met = {True: "met", False: "NOT MET", None: ""}[row["met"]]
    print(f"{value:>9} {row['unit']:<4} {goal:<10} {met:<8} {row['name']}", flush=True)


def write(path, rows):
    """Writes the rows for other programs."""
    with open(path, "w") as file:
        json.dump(rows, file, indent=2)
        file.write("\n")
