#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Where the advisories of a run come from: a folder, their publishers, or a generator."""

import pathlib
import shutil
import sys
import urllib.request
from typing import NamedTuple

from benchmarks import synthetic

TRACKER = "https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/data"
OSV = "https://osv-vulnerabilities.storage.googleapis.com"
ADDRESSES = {
    "DSA-list": f"{TRACKER}/DSA/list",
    "DLA-list": f"{TRACKER}/DLA/list",
    "alma-osv.zip": f"{OSV}/AlmaLinux/all.zip",
}
TIMEOUT_SECONDS = 20


class Feeds(NamedTuple):
    """The three files that everything is measured with, and a sentence on their origin."""

    dsa: pathlib.Path
    dla: pathlib.Path
    osv: pathlib.Path
    origin: str

    @property
    def debian(self):
        """The lists of Debian's security tracker."""
        return [self.dsa, self.dla]


def from_folder(folder):
    """The files of a folder and the folders below."""
    found = []
    for pattern in ("DSA-list", "DLA-list", "*alma*osv*"):
        path = next(iter(sorted(pathlib.Path(folder).rglob(pattern))), None)
        if path is None:
            sys.exit(f"bench: {folder} has no file {pattern}")
        found.append(path)
    return Feeds(*found, "the publishers' files, from a folder")


def downloaded(folder):
    """The publishers' current files, fetched once into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, address in ADDRESSES.items():
        if not (folder / name).exists():
            part = folder / f"{name}.part"
            with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:
                with open(part, "wb") as file:
                    shutil.copyfileobj(answer, file)
            part.rename(folder / name)
    return Feeds(*(folder / name for name in ADDRESSES), "the publishers' files, downloaded")


def generated(folder, seed):
    """Made-up advisories: as many, of as many packages, with versions of the same shapes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in ADDRESSES]
    synthetic.write_debian_lists(*paths[:2], seed)
    synthetic.write_osv(paths[2], seed)
    return Feeds(*paths, "GENERATED, not real advisories: no --data and no network")


def find(data, work, seed):
    """The files of `data` if it is given, else the publishers' ones, else made-up ones."""
    if data:
        return from_folder(data)
    try:
        return downloaded(work / "feeds")
    except OSError as error:
        print(f"bench: the advisories cannot be downloaded ({error})", file=sys.stderr)
        return generated(work / "generated", seed)
