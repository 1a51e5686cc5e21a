#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pages of the dialects over HTTP, against the bare framework that sends the same bytes."""

import random
import shutil

from benchmarks import queries
from benchmarks.run import Benchmark
from benchmarks.table import at_most

PAGES = {
    "patches": "10 patches",
    "patches_query": "100 patches that a query accepts",
    "assets": "10 assets",
    "assets_query": "100 assets that a query accepts",
}


def benchmarks(sizes):
    """The benchmarks of this module."""
    goals = {}
    for name, what in PAGES.items():
        rows = sizes.listed if name.startswith("patches") else sizes.warm
        page = f"Qualys, first page of {what}, of {rows}, against the bare framework"
        goals[f"{name}.p50"] = at_most(f"{page}, p50", "x", 2)
        goals[f"{name}.p99"] = at_most(f"{page}, p99", "x", 2)
        goals[f"{name}.rate"] = at_most(f"{page}, time an answer at 8 connections", "x", 2)
    return [Benchmark(goals, measure)]


def measure(run):
    """Each page's median, 99th percentile and time an answer, as ratios."""
    rng = random.Random(queries.SEED)
    sizes = run.inputs.sizes
    devices, patches = run.path("listed-devices.tsv"), run.path("listed-patches.tsv")
    queries.write_lines(devices, queries.devices(rng, sizes.warm))
    queries.write_lines(patches, queries.patches(rng, run.inputs.deb_rows, sizes.listed))
    folder = run.path("listed")
    shutil.rmtree(folder, ignore_errors=True)
    files = ["--devices", devices, "--patches", patches, "--data", folder]
    values = {}
    for name in PAGES:
        said = run.own("qualys-list", *files, "--list", name)
        own, bare, rate = said["own"], said["bare"], said["rate"]
        run.remarks.append(
            f"Qualys {name}, {said['bytes']} bytes: p50 {own['p50']:.0f} us, bare "
            f"{bare['p50']:.0f}; p99 {own['p99']:.0f} us, bare {bare['p99']:.0f}; "
            f"{rate['own']:.0f} answers a second, bare {rate['bare']:.0f}"
        )
        values[f"{name}.p50"] = own["p50"] / bare["p50"]
        values[f"{name}.p99"] = own["p99"] / bare["p99"]
        values[f"{name}.rate"] = rate["bare"] / rate["own"]
    return values
