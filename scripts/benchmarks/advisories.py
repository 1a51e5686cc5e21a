#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Which advisory fixes which package in which version: the rows that every program assesses."""

import json
import re
import tarfile
import zipfile
from typing import NamedTuple


class Fix(NamedTuple):
    """One row: devices with an older `version` of `package` miss what `advisory` names.

    An advisory may fix a package in several versions, one for each module stream.
    """

    advisory: str
    package: str
    version: str

    @property
    def key(self):
        """What a finding is counted under in an answers file."""
        return f"{self.advisory} {self.package}"


HEADER = re.compile(r"\[[^]]*\] (\S+)")
FIX = re.compile(r"\s+\[(\w+)\]\s+-\s+(\S+)\s+([^<\s]\S*)")


def read_debian_lists(paths, codename):
    """The fixes of one release in the security tracker's DSA and DLA lists, each once."""
    fixes = {}
    for path in paths:
        advisory = None
        for line in path.read_text().splitlines():
            if header := HEADER.match(line):
                advisory = header[1]
            elif (fix := FIX.match(line)) and fix[1] == codename:
                fixes[Fix(advisory, fix[2], fix[3])] = None
    return list(fixes)


def members(archive):
    """The contents of an archive's JSON files, by the order of their names."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if name.endswith(".json"):
                    yield opened.read(name)
    else:
        with tarfile.open(archive) as opened:
            for member in opened:
                if member.name.endswith(".json"):
                    yield opened.extractfile(member).read()


def read_osv(archive, ecosystem):
    """The fixes of one ecosystem (`AlmaLinux:9`) in an archive of OSV files, each once.

    Of two files about one advisory the one that was modified later counts, as OSV demands.
    """
    newest = {}
    for text in members(archive):
        advisory = json.loads(text)
        known = newest.get(advisory["id"])
        if known is None or advisory["modified"] > known["modified"]:
            newest[advisory["id"]] = advisory
    fixes = {}
    for name in sorted(newest):
        if "withdrawn" in newest[name]:
            continue
        for affected in newest[name].get("affected", []):
            if affected.get("package", {}).get("ecosystem") != ecosystem:
                continue
            for event in (e for r in affected.get("ranges", []) for e in r["events"]):
                if event.get("fixed", "0") != "0":
                    fixes[Fix(name, affected["package"]["name"], event["fixed"])] = None
    return list(fixes)
