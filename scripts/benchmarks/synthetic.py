#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Made-up advisories with the statistics of the real ones, for machines without network.

The numbers are those of the lists of March 2023: 945 advisories for 429 source packages of buster,
two thirds of the packages with one advisory and a few with dozens; 1,783 AlmaLinux 9 advisories of
13 packages each on average, one row in five with an epoch and one in fourteen for a module.
"""

import json
import random
import zipfile

DEBIAN_PACKAGES = 429
DEBIAN_ADVISORIES = 945
ALMA_PACKAGES = 2934
ALMA_ADVISORIES = 1783
ALMA_PACKAGES_EACH = 13
SYLLABLES = "ba co da fi gre hu ka lo mi no pa qui ro sta tu vi xe zo".split()


def package_names(rng, count):
    """Different names of two to four syllables."""
    names = set()
    while len(names) < count:
        name = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
        names.add(rng.choice(["lib", "python-", "", "", ""]) + name)
    return sorted(names)


def upstream(rng):
    """An upstream version: two to four numbers, sometimes with a mark of a repacked source."""
    numbers = ".".join(str(rng.randint(0, 30)) for _ in range(rng.randint(2, 4)))
    return numbers + rng.choice(["", "", "", "", "+dfsg", "~rc1", "+git20190415.fd8ce59"])


def debian_versions(rng, count, release):
    """The versions that fix one package one after the other."""
    epoch = rng.choice(["1:", "2:"]) if rng.random() < 0.2 else ""
    base, own = upstream(rng), rng.choice("+~")
    if rng.random() < 0.3:
        return [f"{epoch}{n + 60}.{base}-1{own}deb{release}u1" for n in range(count)]
    return [f"{epoch}{base}-2{own}deb{release}u{n + 1}" for n in range(count)]


def write_debian_lists(dsa, dla, seed):
    """Writes both lists, for buster and its predecessor stretch."""
    rng = random.Random(seed)
    names = package_names(rng, DEBIAN_PACKAGES)
    weights = [(i + 1) ** -1.2 for i in range(len(names))]
    more = rng.choices(names, weights, k=DEBIAN_ADVISORIES - len(names))
    fixes = []
    for codename, release in (("buster", 10), ("stretch", 9)):
        for name in names:
            versions = debian_versions(rng, 1 + more.count(name), release)
            fixes += [(codename, name, version) for version in versions]
    rng.shuffle(fixes)
    half = len(fixes) * 2 // 3
    for path, prefix, part in ((dsa, "DSA", fixes[:half]), (dla, "DLA", fixes[half:])):
        with open(path, "w") as file:
            for number, (codename, name, version) in enumerate(part):
                file.write(f"[{1 + number % 28:02d} Mar 2020] {prefix}-{9000 - number}-1")
                file.write(f" {name} - security update\n\t[{codename}] - {name} {version}\n")


def alma_version(rng, number):
    """An rpm's epoch, version and release."""
    epoch = f"{rng.randint(1, 2)}:" if rng.random() < 0.22 else ""
    module = ".module_el9.1.0+1234+abcdef" if rng.random() < 0.07 else ".el9"
    return f"{epoch}{rng.randint(1, 9)}.{rng.randint(0, 40)}-{number % 60 + 1}{module}"


def write_osv(path, seed):
    """Writes an archive of OSV files of AlmaLinux 9."""
    rng = random.Random(seed)
    names = package_names(rng, ALMA_PACKAGES)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(ALMA_ADVISORIES):
            advisory = {
                "id": f"ALSA-2023:{number:04d}",
                "summary": "Moderate: security update",
                "modified": "2023-03-01T00:00:00Z",
                "published": "2023-03-01T00:00:00Z",
                "affected": [
                    {
                        "package": {"ecosystem": "AlmaLinux:9", "name": name},
                        "ranges": [{"type": "ECOSYSTEM", "events": [
                            {"introduced": "0"}, {"fixed": alma_version(rng, number)},
                        ]}],
                    }
                    for name in rng.sample(names, ALMA_PACKAGES_EACH)
                ],
            }
            archive.writestr(f"{advisory['id']}.json", json.dumps(advisory))
