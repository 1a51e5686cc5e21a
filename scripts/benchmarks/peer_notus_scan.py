#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""notus-scanner as its daemon runs it: one `run_scan` for each host, with its reports.

Kinder than the daemon: the advisories stay in memory, where it reads and checks its file for each
host, and what it would send to its message broker is kept in a list.
"""

import logging
import operator

from notus.scanner.messages.result import ResultMessage
from notus.scanner.messages.start import ScanStartMessage
from notus.scanner.scanner import NotusScanner

from benchmarks import peer, peer_notus


class Loader:
    """Advisories that were loaded already."""

    def __init__(self, advisories):
        self.advisories = advisories

    def load_package_advisories(self, _):
        """What notus-scanner asks its loader for, by the name of a release."""
        return self.advisories


class Results:
    """Takes what notus-scanner publishes, and keeps the results."""

    def __init__(self, found):
        self.found = found
        self.reports = []

    def publish(self, message):
        """Keeps a result's report, and the host's number under the result's row."""
        if isinstance(message, ResultMessage):
            self.found[int(message.oid)].append(int(message.host_ip))
            self.reports.append(message.value)


def assess(rows, stream, inventories):
    """The numbers of the devices that miss each row."""
    found = [[] for _ in rows]
    scanner = NotusScanner(Loader(peer_notus.advisories(rows)), Results(found))
    for device, (release, packages) in enumerate(inventories):
        if release == stream:
            names = [f"{name}-{version}" for name, version in packages]
            scanner.run_scan(
                ScanStartMessage(
                    scan_id="1", host_ip=str(device), host_name="", os_release=release,
                    package_list=names,
                )
            )
    return found


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    peer.run(assess, operator.itemgetter("source", "version"))
