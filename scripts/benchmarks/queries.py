#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Queries of five kinds over devices and patches, against SQLite in memory with indexes."""

import json
import random

from benchmarks import answers
from benchmarks.run import Benchmark
from benchmarks.table import Goal

SEED = 20261122
EACH = 20
KINDS = ["exact", "list", "pattern", "range", "boolean"]
STREAMS = ["debian:10", "debian:11", "debian:12", "ubuntu:22.04", "almalinux:8", "almalinux:9"]
SEVERITIES = ["None", "Low", "Moderate", "Important", "Critical"]
ROLES = ["web", "db", "cache", "build", "desk", "edge"]


def benchmarks(sizes):
    """The benchmarks of this module."""
    rows = f"{sizes.warm} devices and {sizes.patches} patches"
    goals = {
        kind: Goal(f"QQL, {kind}, count and first page, {rows}, against SQLite", "x")
        for kind in KINDS
    }
    return [Benchmark(goals, measure)]


def devices(rng, count):
    """Rows of name, site, group, stream and address."""
    for number in range(count):
        yield (
            f"{rng.choice(ROLES)}-{number:06d}", f"site-{rng.randrange(400):03d}",
            f"ring-{rng.randrange(12)}", rng.choice(STREAMS),
            f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
        )


def patches(rng, fixes, count):
    """Rows of source, version, stream, severity, day, CVE and advisory; real sources first."""
    for number in range(count):
        fix = fixes[number % len(fixes)]
        year, month, day = rng.randint(2005, 2025), rng.randint(1, 12), rng.randint(1, 28)
        yield (
            fix.package, f"{fix.version}.{number}", rng.choice(STREAMS), rng.randrange(5),
            f"{year}-{month:02d}-{day:02d}", f"CVE-{year}-{number + 1000}", fix.advisory,
        )


def questions(rng, sources):
    """(kind, table, QQL, the same condition in SQL), `EACH` of each kind."""
    for _ in range(EACH):
        site, ring, part = rng.randrange(400), rng.randrange(12), rng.randrange(1000)
        year, month = rng.randint(2006, 2024), rng.randint(1, 12)
        one, other = rng.sample(STREAMS, 2)
        source = rng.choice(sources)
        yield (
            "exact", "devices", f"site: `site-{site:03d}`", f"site = 'site-{site:03d}'"
        )
        yield (
            "list", "devices", f"stream: [`{one}`, `{other}`] and group: `ring-{ring}`",
            f"stream IN ('{one}', '{other}') AND ring = 'ring-{ring}'",
        )
        yield (
            "pattern", "devices", f'name: "*-*{part:03d}*"', f"name LIKE '%-%{part:03d}%'"
        )
        yield (
            "range", "patches",
            f"releasedAt: [{year}-{month:02d}-01 .. {year + 1}-{month:02d}-28]"
            " and severity >= Important",
            f"day BETWEEN '{year}-{month:02d}-01' AND '{year + 1}-{month:02d}-28'"
            " AND severity >= 3",
        )
        yield (
            "boolean", "patches",
            f'(source: `{source}` or cve: "CVE-{year}-1*") and not severity: Low',
            f"(source = '{source}' OR cve LIKE 'CVE-{year}-1%') AND NOT severity = 1",
        )


def write_lines(path, rows):
    """Writes rows as lines with tabs."""
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))


def measure(run):
    """The medians' ratio by kind, once both accept the same rows for every query."""
    rng = random.Random(SEED)
    inputs, fixes = run.inputs, run.inputs.deb_rows
    paths = [run.path(name) for name in ("devices.tsv", "patches.tsv", "queries.json")]
    write_lines(paths[0], devices(rng, inputs.sizes.warm))
    write_lines(paths[1], patches(rng, fixes, inputs.sizes.patches))
    asked = list(questions(rng, sorted({fix.package for fix in fixes})))
    names = ("kind", "list", "qql", "sql")
    paths[2].write_text(json.dumps([dict(zip(names, question)) for question in asked]))
    theirs, found = run.path("peer_sqlite.answers.json"), run.path("queries.answers.json")
    peer = run.peer("peer_sqlite", *paths, theirs)
    run.remarks.append(f"peer_sqlite, p50 in us: {peer['p50']}")
    files = ["--devices", paths[0], "--patches", paths[1], "--queries", paths[2]]
    own = run.own("queries", *files, "--answers", found)
    run.remarks.append(f"thimble-bench queries, p50 in us: {own['p50']}, p99: {own['p99']}")
    answers.demand_equal(answers.read(found), answers.read(theirs), "SQLite")
    return {kind: peer["p50"][kind] / own["p50"][kind] for kind in KINDS}
