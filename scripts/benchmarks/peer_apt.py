#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The peer for deb packages: a hash index and apt's own version comparison, called from Python."""

import operator

import apt_pkg

from benchmarks import peer


def assess(rows, stream, inventories):
    """The numbers of the devices that miss each row."""
    fixes_of = {}
    for place, (_, package, fixed) in enumerate(rows):
        fixes_of.setdefault((stream, package), []).append((place, fixed))
    compare = apt_pkg.version_compare
    found = [[] for _ in rows]
    for device, (release, packages) in enumerate(inventories):
        for source, version in packages:
            for place, fixed in fixes_of.get((release, source), ()):
                if compare(version, fixed) < 0:
                    found[place].append(device)
    return found


if __name__ == "__main__":
    apt_pkg.init_system()
    peer.run(assess, operator.itemgetter("source", "version"))
