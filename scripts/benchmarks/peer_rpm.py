#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The peer for rpm packages: a hash index and rpm's own `labelCompare`, called from Python."""

import operator

import rpm

from benchmarks import peer


def label(evr):
    """Epoch, version and release; no epoch is the epoch 0."""
    epoch, _, rest = evr.rpartition(":")
    version, _, release = rest.rpartition("-")
    return epoch or "0", version, release


def is_older(installed, fixed):
    """Whether a fix replaces an installed package: a module's build never any other one."""
    return (".module" in installed) == (".module" in fixed) and (
        rpm.labelCompare(label(installed), label(fixed)) < 0
    )


def assess(rows, stream, inventories):
    """The numbers of the devices that miss each row."""
    fixes_of = {}
    for place, (_, package, fixed) in enumerate(rows):
        key = (stream, package, ".module" in fixed)
        fixes_of.setdefault(key, []).append((place, label(fixed)))
    compare = rpm.labelCompare
    found = [[] for _ in rows]
    for device, (release, packages) in enumerate(inventories):
        for name, evr in packages:
            fixes = fixes_of.get((release, name, ".module" in evr))
            if fixes:
                installed = label(evr)
                for place, fixed in fixes:
                    if compare(installed, fixed) < 0:
                        found[place].append(device)
    return found


if __name__ == "__main__":
    peer.run(assess, operator.itemgetter("name", "evr"))
