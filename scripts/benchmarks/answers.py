#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Answers files: what a program found, short enough to compare and exact to the device.

A file holds {"ADVISORY PACKAGE": [count, digest]} for what was found on at least one device. The
digest is the SHA-256 (hexadecimal) of one character a device, in the order of the devices' numbers:
`1` where it misses what the advisory fixes in the package, `0` elsewhere.
"""

import hashlib
import json


class AnswersDiffer(Exception):
    """Two programs do not find the same; says where."""


def entry(marks):
    """The value of one key, from its `0` and `1` characters."""
    return [marks.count(b"1"), hashlib.sha256(marks).hexdigest()]


def from_lists(fixes, found, devices):
    """Answers from the numbers of the devices that each row was found on."""
    marks = {}
    for fix, numbers in zip(fixes, found):
        if numbers:
            mark = marks.setdefault(fix.key, bytearray(b"0" * devices))
            for number in numbers:
                mark[number] = ord("1")
    return {key: entry(bytes(mark)) for key, mark in marks.items()}


def from_columns(fleet, fixes, is_older):
    """Answers for a fleet that is kept by columns; `is_older` compares installed with fixed."""
    places = {name: place for place, name in enumerate(fleet.names)}
    older = {}
    for fix in fixes:
        place = places[fix.package]
        numbers = (n for n, v in enumerate(fleet.versions[place]) if is_older(v, fix.version))
        older.setdefault((fix.key, place), set()).update(numbers)
    answers = {}
    for (key, place), numbers in older.items():
        marks = bytes(ord("1") if n in numbers else ord("0") for n in range(256))
        value = entry(fleet.columns[place].translate(marks))
        if value[0]:
            answers[key] = value
    return answers


def write(path, answers):
    """Writes an answers file."""
    with open(path, "w") as file:
        json.dump(answers, file)


def read(path):
    """Reads an answers file."""
    with open(path) as file:
        return json.load(file)


def demand_equal(own, expected, peer):
    """Stops the measurement where Thimble's answers are not the peer's."""
    different = sorted(
        key for key in own.keys() | expected.keys() if own.get(key) != expected.get(key)
    )
    if different:
        key = different[0]
        mine, theirs = own.get(key, [0])[0], expected.get(key, [0])[0]
        raise AnswersDiffer(
            f"{len(different)} answers differ from {peer}; {key}: {mine}, {peer}: {theirs}"
        )


def total(answers):
    """How many findings there are."""
    return sum(value[0] for value in answers.values())
