#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""First assessment of a fleet, index built from nothing, against apt, notus-scanner and rpm."""

import functools

from benchmarks import answers
from benchmarks.run import Benchmark
from benchmarks.table import Goal, at_least

OWN_ROUNDS = 5


def benchmarks(sizes):
    """The benchmarks of this module."""
    first = f"first assessment of {sizes.cold} devices from"
    return [
        Benchmark(
            {"json": at_least(f"{first} JSON, against json.loads and apt_pkg", "x", 15)},
            against_apt_from_json,
        ),
        Benchmark(
            {"strings": at_least(f"{first} strings, one thread, against apt_pkg", "x", 5)},
            against_apt_from_strings,
        ),
        Benchmark(
            {"scan": at_least(f"{first} strings, one thread, against notus-scanner", "x", 300)},
            lambda run: {"scan": against_notus(run, "peer_notus_scan")},
        ),
        Benchmark(
            {"core": Goal(f"{first} strings, against notus-scanner's comparison alone", "x")},
            lambda run: {"core": against_notus(run, "peer_notus")},
        ),
        Benchmark(
            {"rpm": Goal(f"{first} JSON, rpm packages, against rpm.labelCompare", "x")},
            against_rpm,
        ),
    ]


def peer(run, name, cold, kinds, rounds, **options):
    """A peer's shortest times by kind, in milliseconds, and its answers."""
    path = run.path(f"{name}.answers.json")
    said = run.peer(name, cold.rows, cold.devices, path, kinds, rounds, **options)
    times = {kind: min(said[kind]) for kind in kinds.split(",")}
    shown = ", ".join(f"{time / 1000:.2f} s from {kind}" for kind, time in times.items())
    run.remarks.append(
        f"{name}: {cold.fleet.devices} devices with {cold.fleet.pairs} packages, "
        f"{said['findings']} findings: {shown}"
    )
    return times, answers.read(path)


@functools.cache
def apt(run):
    """What apt says of the Debian devices."""
    inputs = run.inputs
    return peer(run, "peer_apt", inputs.cold_deb, "json,strings", inputs.sizes.rounds)


@functools.cache
def own(run, call, cold):
    """Thimble's shortest time in milliseconds, and its answers."""
    path = run.path(f"{call}.{cold.name}.answers.json")
    said = run.own(
        call, *cold.feeds, "--devices", cold.devices, "--rounds", OWN_ROUNDS, "--answers", path
    )
    shortest = min(said["milliseconds"])
    run.remarks.append(f"thimble-bench {call}, {cold.name}: {shortest:.1f} ms")
    return shortest, answers.read(path)


def against_apt(run, call, kind):
    """How many times faster one call is than apt_pkg, with the same findings."""
    times, expected = apt(run)
    milliseconds, found = own(run, call, run.inputs.cold_deb)
    answers.demand_equal(found, expected, "apt_pkg")
    return {kind: times[kind] / milliseconds}


def against_apt_from_json(run):
    """Reading the inventories' JSON is inside the time of both."""
    return against_apt(run, "cold-json", "json")


def against_apt_from_strings(run):
    """Both begin with strings in memory."""
    return against_apt(run, "cold-strings", "strings")


def against_notus(run, name):
    """Where notus-scanner differs from apt it is wrong: that is counted, and not demanded."""
    inputs = run.inputs
    python = run.notus_python
    times, theirs = peer(run, name, inputs.cold_deb, "strings", 1, python=python)
    _, expected = apt(run)
    wrong = sum(theirs.get(key) != expected.get(key) for key in theirs | expected)
    run.remarks.append(
        f"{name}: differs from apt_pkg in {wrong} of {len(expected)} answers, with "
        f"{answers.total(theirs) - answers.total(expected):+d} findings"
    )
    milliseconds, found = own(run, "cold-strings", inputs.cold_deb)
    answers.demand_equal(found, expected, "apt_pkg")
    return times["strings"] / milliseconds


def against_rpm(run):
    """Reading the inventories' JSON is inside the time of both."""
    inputs = run.inputs
    times, expected = peer(run, "peer_rpm", inputs.cold_rpm, "json", min(2, inputs.sizes.rounds))
    milliseconds, found = own(run, "cold-json", inputs.cold_rpm)
    answers.demand_equal(found, expected, "rpm.labelCompare")
    return {"rpm": times["json"] / milliseconds}
