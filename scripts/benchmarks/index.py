#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A warm index of a large fleet: all patches again, one new advisory, one device's findings."""

import functools
import hashlib

from benchmarks import answers, assessment
from benchmarks.fleet import ABSENT, device_name
from benchmarks.run import Benchmark, Unmeasured
from benchmarks.table import at_least, at_most

SAMPLE_STEP = 97


def benchmarks(sizes):
    """The benchmarks of this module."""
    among = f"{sizes.warm} devices"
    return [
        Benchmark(
            {
                "ratio": at_least(
                    f"all patches again, index warm, {among}: time per device against apt_pkg",
                    "x", 400,
                ),
                "megabytes": at_most(f"postings of {among} of 500 packages", "MB", 150),
            },
            warm_all,
        ),
        Benchmark(
            {"p99": at_most(f"new advisory to its devices among {among}, p99", "ms", 0.5)},
            new_advisory,
        ),
        Benchmark(
            {"p99": at_most(f"findings of one of {among}, explained, p99", "us", 50)},
            device_findings,
        ),
    ]


def comparison():
    """apt's comparison as a question: is an installed version older than a fix?"""
    try:
        import apt_pkg
    except ImportError:
        raise Unmeasured("python3-apt is missing") from None
    apt_pkg.init_system()
    return lambda installed, fixed: apt_pkg.version_compare(installed, fixed) < 0


@functools.cache
def expected(run):
    """The findings of the warm fleet by apt's comparison."""
    fleet, _ = run.inputs.warm
    return answers.from_columns(fleet, run.inputs.deb_rows, comparison())


def own(run, call, *arguments):
    """Calls one of Thimble's measurements of the warm fleet; gives its words and its answers."""
    fleet, path = run.inputs.warm
    found = run.path(f"{call}.answers.json")
    said = run.own(call, *run.inputs.deb_feeds, "--fleet", path, "--answers", found, *arguments)
    return said, answers.read(found)


def warm_all(run):
    """The peer has no index, so its time per device is that of a first assessment."""
    times, _ = assessment.apt(run)
    said, found = own(run, "warm-all", "--rounds", 10)
    answers.demand_equal(found, expected(run), "apt_pkg")
    milliseconds = min(said["milliseconds"])
    sizes = run.inputs.sizes
    run.remarks.append(
        f"thimble-bench warm-all: {milliseconds:.1f} ms for {answers.total(found)} findings, "
        f"built in {said['build_milliseconds']:.0f} ms"
    )
    return {
        "ratio": (times["strings"] / sizes.cold) / (milliseconds / sizes.warm),
        "megabytes": said["postings_bytes"] / 1e6,
    }


def new_advisory(run):
    """Each row of the feeds is asked about as if it were new."""
    said, found = own(run, "new-advisory")
    answers.demand_equal(found, expected(run), "apt_pkg")
    return {"p99": said["microseconds"]["p99"] / 1000}


def explained(fleet, rows, is_older, step):
    """For each device asked about: how many findings, and the digest of their lines."""
    by_package = {}
    for row in rows:
        by_package.setdefault(row.package, []).append(row)
    missed = {}
    for name, versions in zip(fleet.names, fleet.versions):
        for version in versions:
            missed[name, version] = [
                f"{row.advisory} {name} {version} {row.version}\n"
                for row in by_package.get(name, []) if is_older(version, row.version)
            ]
    devices = {}
    for number in range(0, fleet.devices, step):
        lines = []
        for name, versions, column in zip(fleet.names, fleet.versions, fleet.columns):
            if column[number] != ABSENT:
                lines += missed[name, versions[column[number]]]
        digest = hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
        devices[device_name(number)] = [len(lines), digest]
    return devices


def device_findings(run):
    """Each finding with the installed and the fixed version; every 97th device is compared."""
    said, found = own(run, "device-findings", "--step", SAMPLE_STEP)
    fleet, _ = run.inputs.warm
    by_apt = explained(fleet, run.inputs.deb_rows, comparison(), SAMPLE_STEP)
    answers.demand_equal(found, by_apt, "apt_pkg")
    return {"p99": said["microseconds"]["p99"]}
