#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the peers that assess a fleet have in common: their arguments, rounds and clock.

usage: python3 -m benchmarks.peer_NAME ROWS.json DEVICES.json ANSWERS.json KINDS ROUNDS

KINDS is json, strings, or both with a comma. A peer prints {KIND: [ms…], "findings": N}:
the time from the text of the inventories, and the one from their strings in memory, which are made
anew for each round. Building the index of the rows is inside both, giving memory back is outside.
"""

import json
import sys
import time

from benchmarks import answers
from benchmarks.advisories import Fix


def from_json(assess, fields, rows, text):
    """Times reading the inventories and assessing them."""
    began = time.perf_counter()
    devices = json.loads(text)["devices"]
    packages = ((device["stream"], map(fields, device["packages"])) for device in devices)
    found = assess(rows, devices[0]["stream"], packages)
    return (time.perf_counter() - began) * 1000, (found, len(devices))


def from_strings(assess, fields, rows, text):
    """Times assessing inventories that are strings in memory: (stream, [(package, version)])."""
    devices = json.loads(text)["devices"]
    packages = [(device["stream"], [fields(p) for p in device["packages"]]) for device in devices]
    began = time.perf_counter()
    found = assess(rows, devices[0]["stream"], packages)
    return (time.perf_counter() - began) * 1000, (found, len(devices))


KINDS = {"json": from_json, "strings": from_strings}


def run(assess, fields):
    """Measures `assess(rows, stream, inventories)`, which gives each row's device numbers.

    `fields` takes the package and the version out of a package's object.
    """
    rows_path, devices_path, answers_path, kinds, rounds = sys.argv[1:]
    with open(rows_path) as file:
        rows = [Fix(*row) for row in json.load(file)]
    with open(devices_path) as file:
        text = file.read()
    said = {kind: [] for kind in kinds.split(",")}
    last = None
    for kind in list(said) * int(rounds):
        milliseconds, answer = KINDS[kind](assess, fields, rows, text)
        if last not in (None, answer):
            sys.exit("the answer is not that of the round before")
        last = answer
        said[kind].append(milliseconds)
    found, count = last
    merged = answers.from_lists(rows, found, count)
    answers.write(answers_path, merged)
    print(json.dumps({**said, "findings": answers.total(merged)}))
