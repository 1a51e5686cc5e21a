#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The inputs of a run: rows and fleets, made when they are first asked for."""

import functools
import json
import pathlib
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks import advisories
from benchmarks.fleet import Fleet, fillers, versions_by_package

SEED = 20261122
FILES = ("rows", "devices")


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    cold: int = 10_000
    warm: int = 100_000
    patches: int = 20_000
    listed: int = 100_000
    updates: int = 1_000
    rounds: int = 3


QUICK = Sizes(cold=200, warm=2_000, patches=2_000, listed=2_000, updates=50, rounds=1)


class Cold(NamedTuple):
    """A fleet as the text of its inventories."""

    name: str
    fleet: Fleet
    feeds: tuple
    rows: pathlib.Path
    devices: pathlib.Path


class Inputs:
    """Rows of one Debian and one AlmaLinux release, and fleets of their packages.

    A device has 475 packages on average, 200 of them with advisories; one of the warm fleet has
    500, each of them in 30 versions.
    """

    debian, codename, predecessor = "debian:10", "buster", "stretch"
    alma, ecosystem = "almalinux:9", "AlmaLinux:9"

    def __init__(self, feeds, sizes, work):
        self.feeds, self.sizes, self.work = feeds, sizes, work

    @property
    def deb_feeds(self):
        """The Debian advisories as arguments of Thimble."""
        return ("--dsa", self.feeds.dsa, "--dsa", self.feeds.dla, "--stream", self.debian)

    @property
    def rpm_feeds(self):
        """The AlmaLinux advisories as arguments of Thimble."""
        return ("--osv", self.feeds.osv, "--stream", self.alma)

    @functools.cached_property
    def deb_rows(self):
        """The fixes of the Debian release."""
        return advisories.read_debian_lists(self.feeds.debian, self.codename)

    @functools.cached_property
    def rpm_rows(self):
        """The fixes of the AlmaLinux release."""
        return advisories.read_osv(self.feeds.osv, self.ecosystem)

    @functools.cached_property
    def deb_versions(self):
        """The versions of the Debian packages: those of the release and of the one before."""
        names = {fix.package for fix in self.deb_rows}
        older = advisories.read_debian_lists(self.feeds.debian, self.predecessor)
        return versions_by_package(self.deb_rows + [fix for fix in older if fix.package in names])

    @functools.cached_property
    def cold_deb(self):
        """Debian devices as JSON."""
        fleet = self.drawn(self.debian, self.deb_versions)
        return self.cold("deb", fleet, self.deb_feeds, self.deb_rows)

    @functools.cached_property
    def cold_rpm(self):
        """AlmaLinux devices as JSON."""
        fleet = self.drawn(self.alma, versions_by_package(self.rpm_rows))
        return self.cold("rpm", fleet, self.rpm_feeds, self.rpm_rows)

    @functools.cached_property
    def changed(self):
        """Some devices of the warm fleet with other versions of 15 packages, as JSON."""
        fleet = self.warm[0].changed(self.sizes.updates, 15)
        return self.cold("changed", fleet, self.deb_feeds, self.deb_rows)

    def drawn(self, stream, versions):
        """A fleet of packages with advisories and of others."""
        fleet = Fleet(stream, self.sizes.cold, SEED)
        fleet.add(versions, 200)
        fleet.add(fillers(600, 5), 275)
        return fleet

    def cold(self, name, fleet, feeds, rows):
        """Writes a fleet with its rows."""
        cold = Cold(name, fleet, feeds, *(self.work / f"{name}.{k}.json" for k in FILES))
        cold.rows.write_text(json.dumps(rows))
        fleet.write_devices(cold.devices)
        return cold

    @functools.cached_property
    def warm(self):
        """Debian devices by columns, and the path of their description."""
        fleet = Fleet(self.debian, self.sizes.warm, SEED)
        fleet.add(self.deb_versions, 211, number=30)
        fleet.add(fillers(600, 30), 289, number=30)
        path = self.work / "fleet.json"
        fleet.write_columns(path)
        return fleet, path
