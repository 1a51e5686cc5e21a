#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Fleets drawn with a seed: which device has which package in which version.

A fleet is kept by columns: for each package one byte a device, the number of the version or
`ABSENT`. So 100,000 devices take seconds to draw and to check, and any program can read them.
Draws are independent for each device, the worst case for whoever shares work between devices.
"""

import bisect
import itertools
import json
import random
import re

ABSENT = 255
VERSIONS_MAX = 254
SKEW = 1.3


def versions_by_package(fixes):
    """The versions that the rows name for each package, with those before them."""
    known = {}
    for fix in fixes:
        versions = known.setdefault(fix.package, {})
        versions[before(fix.version)] = versions[fix.version] = None
    return {package: list(versions) for package, versions in known.items()}


def before(version):
    """A version that a fix replaces: the release's own one, or else the fix's forerunner."""
    if re.search(r"\.(el|module)", version):
        return re.sub(r"-[0-9]+", "-0", version, count=1)
    own = re.sub(r"[+~]deb[0-9]+u[0-9]+$", "", version)
    return own if own != version else version + "~"


def fillers(count, number):
    """Packages that no row names, `number` versions each."""
    return {
        f"filler-{i:04d}": [f"{i % 7}.{i % 31}.{v}-{1 + i % 4}" for v in range(number)]
        for i in range(count)
    }


def power_law(count):
    """A table that turns an even byte into a number below `count`, smaller ones more often."""
    sums = list(itertools.accumulate((i + 1) ** -SKEW for i in range(count)))
    return bytes(bisect.bisect(sums, (slot + 0.5) / 256 * sums[-1]) for slot in range(256))


class Fleet:
    """Devices of one stream, by columns."""

    def __init__(self, stream, devices, seed):
        self.stream, self.devices, self.names = stream, devices, []
        self.versions, self.columns = [], []
        self.rng = random.Random(seed)

    def add(self, packages, per_device, number=None):
        """Adds packages of which each device has about `per_device`.

        With a `number`, every package gets so many versions: its own ones first, then rebuilds.
        """
        threshold = round(256 * min(1, per_device / len(packages)))
        absent = bytes(0 if slot < threshold else ABSENT for slot in range(256))
        for name, own in sorted(packages.items()):
            versions = own[: number or VERSIONS_MAX]
            while number and len(versions) < number:
                versions.append(f"{own[len(versions) % len(own)]}.{len(versions)}")
            self.rng.shuffle(versions)
            drawn = self.rng.randbytes(self.devices).translate(power_law(len(versions)))
            mask = self.rng.randbytes(self.devices).translate(absent)
            column = int.from_bytes(drawn, "big") | int.from_bytes(mask, "big")
            self.names.append(name)
            self.versions.append(versions)
            self.columns.append(column.to_bytes(self.devices, "big"))

    def changed(self, devices, packages):
        """The first devices once more, each with so many packages in another version."""
        fleet = Fleet(self.stream, devices, self.rng.random())
        fleet.names, fleet.versions = self.names, self.versions
        columns = [bytearray(column[:devices]) for column in self.columns]
        for number in range(devices):
            installed = [p for p, column in enumerate(columns) if column[number] != ABSENT]
            for place in fleet.rng.sample(installed, packages):
                others = len(self.versions[place])
                columns[place][number] = (columns[place][number] + 1) % others
        fleet.columns = [bytes(column) for column in columns]
        return fleet

    @property
    def pairs(self):
        """How many (device, package) pairs there are."""
        return sum(self.devices - column.count(ABSENT) for column in self.columns)

    def write_columns(self, path):
        """Writes `path` (JSON: what the columns mean) and `path`.columns (the bytes)."""
        with open(f"{path}.columns", "wb") as file:
            for column in self.columns:
                file.write(column)
        packages = [{"name": n, "versions": v} for n, v in zip(self.names, self.versions)]
        text = json.dumps({"stream": self.stream, "devices": self.devices, "packages": packages})
        path.write_text(text)

    def write_devices(self, path):
        """Writes the file of `thimble device import`; each device has an order of its own."""
        form = '{"name":%s,"arch":"x86_64","evr":%s}'
        if self.stream.startswith("debian:"):
            form = '{"source":%s,"version":%s}'
        texts = [
            [form % (json.dumps(name), json.dumps(version)) for version in versions]
            for name, versions in zip(self.names, self.versions)
        ]
        with open(path, "w") as file:
            file.write('{"devices":[')
            for number, row in enumerate(zip(*self.columns)):
                rows = [text[v] for text, v in zip(texts, row) if v != ABSENT]
                self.rng.shuffle(rows)
                file.write("," if number else "")
                file.write(f'{{"name":"{device_name(number)}","stream":"{self.stream}",')
                file.write(f'"packages":[{",".join(rows)}]}}')
            file.write("]}\n")


def device_name(number):
    """The name of the device at a place, counted from 0."""
    return f"device-{number:06d}"
