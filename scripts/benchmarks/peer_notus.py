#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""notus-scanner's index and comparison alone, without the scan around them.

A package whose version it cannot read is passed over, as its scan does.
"""

import logging
import operator

from notus.scanner.models.packages.deb import DEBPackage
from notus.scanner.models.packages.package import PackageAdvisories, PackageType

from benchmarks import peer


def advisories(rows):
    """The rows as notus-scanner keeps them; each is an advisory of its own, by its number."""
    loaded = PackageAdvisories(PackageType.DEB)
    for place, (_, package, fixed) in enumerate(rows):
        if fix := DEBPackage.from_name_and_full_version(package, fixed):
            loaded.add_advisory_for_package(fix, str(place), ">=")
    return loaded


def assess(rows, stream, inventories):
    """The numbers of the devices that miss each row."""
    loaded = advisories(rows)
    found = [[] for _ in rows]
    for device, (release, packages) in enumerate(inventories):
        for name, version in packages:
            installed = DEBPackage.from_name_and_full_version(name, version)
            if release != stream or installed is None:
                continue
            fixes = loaded.get_package_advisories_for_package(installed)
            for place, alternatives in fixes.items():
                if all(fix.is_vulnerable(installed) for fix in alternatives):
                    found[int(place)].append(device)
    return found


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    peer.run(assess, operator.itemgetter("source", "version"))
