#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How notus-scanner orders pairs of Debian versions.

usage: python3 -m benchmarks.notus_order PAIRS.txt

Prints {"orders": [-1 | 0 | 1 | null…]}, null where it cannot read a version.
"""

import json
import logging
import sys

from notus.scanner.models.packages.deb import DEBPackage
from notus.scanner.models.packages.package import PackageComparison

SIGNS = {
    PackageComparison.A_NEWER: 1,
    PackageComparison.B_NEWER: -1,
    PackageComparison.EQUAL: 0,
}


def order(line):
    """The order of one pair."""
    pair = [DEBPackage.from_name_and_full_version("name", version) for version in line.split()]
    return None if None in pair else SIGNS[pair[0].compare(pair[1])]


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    with open(sys.argv[1]) as file:
        print(json.dumps({"orders": [order(line) for line in file]}))
