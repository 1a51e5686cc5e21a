#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A server with a large fleet: its start and memory, a changed inventory, and its HTTP answers."""

import functools
import shutil
import statistics
import time

from benchmarks import answers, assessment
from benchmarks.run import Benchmark
from benchmarks.serving import gauge, memory, serving, wait_until_ready
from benchmarks.table import at_most

STARTS = 3


def benchmarks(sizes):
    """The benchmarks of this module."""
    fleet = f"{sizes.warm} devices"
    return [
        Benchmark(
            {
                "seconds": at_most(f"start of a server with {fleet} until it is ready", "s", 5),
                "peak": at_most(f"peak memory of a server with {fleet}", "MiB", 1024),
            },
            start,
        ),
        Benchmark(
            {
                "p99": at_most(f"one changed inventory of {fleet} until readers see it, p99",
                               "ms", 5),
                "readers": at_most("readers' p99 at 100 changes a second, against none",
                                   "x", 1.3),
            },
            update,
        ),
        Benchmark(
            {"list": at_most(f"first page of a filtered list, {fleet}, against the bare framework",
                             "x", 2)},
            lambda run: {"list": against_bare(run, "http-list")},
        ),
        Benchmark(
            {"check": at_most("unchanged check-in, authenticated, against the bare framework",
                              "x", 2)},
            lambda run: {"check": against_bare(run, "http-check-in")},
        ),
    ]


@functools.cache
def data_folder(run):
    """A server's folder with the warm fleet and its advisories; made anew for each run."""
    folder = run.path("data")
    shutil.rmtree(folder, ignore_errors=True)
    _, path = run.inputs.warm
    run.own("fill", *run.inputs.deb_feeds, "--fleet", path, "--data", folder)
    return folder


def start(run):
    """The median of some starts, process and index included, and the largest peak."""
    folder = data_folder(run)
    seconds, peaks, resident = [], [], []
    for _ in range(STARTS):
        began = time.monotonic()
        with serving(run.thimble, folder, run.path("server.log")) as (process, address):
            wait_until_ready(process, address)
            seconds.append(time.monotonic() - began)
            if gauge(address, "thimble_devices") != run.inputs.sizes.warm:
                raise answers.AnswersDiffer("the server does not have every device")
            peaks.append(memory(process, "VmHWM"))
            resident.append(memory(process, "VmRSS"))
    run.remarks.append(f"resident memory when ready: {max(resident):.0f} MiB")
    return {"seconds": statistics.median(seconds), "peak": max(peaks)}


def update(run):
    """Inventories that differ in 15 packages; afterwards the findings are apt's."""
    inputs = run.inputs
    folder = data_folder(run)
    changed = inputs.changed
    _, expected = assessment.peer(run, "peer_apt", changed, "strings", 1)
    path = run.path("update.answers.json")
    said = run.own("update", "--data", folder, "--devices", changed.devices, "--answers", path)
    answers.demand_equal(answers.read(path), expected, "apt_pkg")
    readers = said["readers"]
    run.remarks.append(
        f"readers' p99: {readers['idle_p99']} us, at 100 changes a second {readers['busy_p99']} us"
    )
    return {
        "p99": said["microseconds"]["p99"] / 1000,
        "readers": readers["busy_p99"] / readers["idle_p99"],
    }


def against_bare(run, call):
    """Thimble's median against that of the bare framework, same bytes, same client, one call."""
    folder = data_folder(run)
    said = run.own(call, "--data", folder)
    run.remarks.append(f"thimble-bench {call}: p50 {said['own']['p50']} us, "
                       f"bare {said['bare']['p50']} us")
    return said["own"]["p50"] / said["bare"]["p50"]
