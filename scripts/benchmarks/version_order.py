#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Debian version order of pairs of text, against apt; and how often notus-scanner is wrong."""

import random
import subprocess
import time

from benchmarks.answers import AnswersDiffer
from benchmarks.run import Benchmark, Unmeasured
from benchmarks.table import at_least

PAIRS = 300_000
ROUNDS = 5
SEED = 20261122
# One pair of each kind that notus-scanner is known to order wrongly, for the remark.
KNOWN = ["9:1.0-1 10:1.0-1", "1.0 1.0-0", "1.0 1.00", "1.0.1-1 1.0.a-1"]


def benchmarks(_):
    """The benchmarks of this module."""
    name = f"Debian version order, {PAIRS} pairs of text, against apt_pkg from Python"
    return [Benchmark({"order": at_least(name, "x", 1)}, measure)]


def versions_of_this_machine(apt_pkg):
    """Every version string that apt's own lists know, in a fixed order."""
    cache = apt_pkg.Cache(None)
    known = {version.ver_str for package in cache.packages for version in package.version_list}
    if len(known) < 100:
        raise Unmeasured("this machine has no package lists: call apt-get update")
    return sorted(known)


def pair_lines(versions):
    """Lines "A B": neighbours, which differ late, and random ones, which differ early."""
    rng = random.Random(SEED)
    lines = []
    while len(lines) < PAIRS:
        index = rng.randrange(len(versions) - 1)
        other = index + 1 if len(lines) % 2 else rng.randrange(len(versions))
        lines.append(f"{versions[index]} {versions[other]}")
    return lines


def by_apt(apt_pkg, text):
    """The peer: apt's own comparison, called from Python over the same text."""
    compare = apt_pkg.version_compare
    signs = []
    for line in text.splitlines():
        left, right = line.split(" ")
        order = compare(left, right)
        signs.append((order > 0) - (order < 0))
    return signs


def by_thimble(program, path):
    """The program, its start and the reading of its answers included."""
    command = [program, "version", "compare", "deb", "--stdin"]
    with open(path, "rb") as pairs:
        return subprocess.run(command, stdin=pairs, stdout=subprocess.PIPE, check=True).stdout


def best(measured):
    """The shortest of some rounds, with the last answer."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = measured()
        times.append(time.perf_counter() - began)
    return min(times), answer


def remark_notus(run, path, signs):
    """Says in how many of the pairs notus-scanner differs from apt."""
    orders = run.peer("notus_order", path, python=run.notus_python)["orders"]
    wrong = [n for n, (theirs, sign) in enumerate(zip(orders, signs)) if theirs != sign]
    known = [pair for n, pair in enumerate(KNOWN) if n in wrong]
    run.remarks.append(
        f"notus-scanner orders {len(wrong) - len(known)} of {PAIRS} pairs unlike apt, "
        f"and of the known ones {'; '.join(known)}"
    )


def measure(run):
    """Equal answers for every pair, then the ratio of the times."""
    try:
        import apt_pkg
    except ImportError:
        raise Unmeasured("python3-apt is missing") from None
    apt_pkg.init()
    text = "\n".join(KNOWN + pair_lines(versions_of_this_machine(apt_pkg))) + "\n"
    path = run.path("pairs.txt")
    path.write_text(text)
    peer, expected = best(lambda: by_apt(apt_pkg, text))
    own, found = best(lambda: by_thimble(run.thimble, path))
    if found.split() != [b"%d" % sign for sign in expected]:
        raise AnswersDiffer("Thimble and apt order versions differently")
    run.remarks.append(f"version order: {own * 1000:.0f} ms, apt_pkg: {peer * 1000:.0f} ms")
    try:
        remark_notus(run, path, expected)
    except Unmeasured as reason:
        run.remarks.append(f"notus-scanner: {reason}")
    return {"order": peer / own}
