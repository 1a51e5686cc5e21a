#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Drives a server with qualysdk: an unchanged public client, whose classes refuse unknown members.

Arguments: the server's address, user name, password, and how many Linux devices there are.
Prints one line of JSON that says what was seen. The first expectation that fails ends it.
"""

import datetime
import json
import sys
import time

from qualysdk.auth import TokenAuth
from qualysdk.pm import (
    change_job_status,
    count_product_vulns,
    create_job,
    delete_job,
    get_assets,
    get_job_results,
    get_job_runs,
    get_packages_in_linux_patch,
    get_patch_catalog,
    get_patch_count,
    get_patches,
    get_version,
    list_jobs,
    lookup_host_uuids,
)

PATIENCE = 240
ASSET = "id,name,operatingSystem,status,platform,missingPatchCount,interfaces"


def expect(condition, what):
    """Ends the tour where a condition does not hold."""
    if not condition:
        sys.exit(f"qualysdk: {what}")


def eventually(what, look):
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    sys.exit(f"qualysdk: not within {PATIENCE} s: {what}")


def start_time(seconds):
    """So many seconds from now, as the vendor writes it: 2025-4-14 01:45:48 PM."""
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return f"{at.year}-{at.month}-{at.day} {at.strftime('%I:%M:%S %p')}"


def patches_of(auth):
    """The missing patches, page by page; each must come once."""
    query = "patchStatus:Missing"
    patches = get_patches(auth, platform="linux", query=query, pageSize=2)
    ids = [patch.id for patch in patches]
    expect(len(ids) == len(set(ids)), f"patches come twice: {ids}")
    count = get_patch_count(auth, platform="linux", query=query)
    expect(len(ids) == count and count > 2, f"{len(ids)} patches listed, {count} counted")
    rows = get_patch_catalog(auth, patchId=ids, platform="linux")
    expect({row.id for row in rows} == set(ids), "the catalogue lacks a patch that is missing")
    packages = get_packages_in_linux_patch(auth, ids)
    expect(len(packages) >= len(ids), f"{len(packages)} packages of {len(ids)} patches")
    return patches


def assets_of(auth, count):
    """The devices, page by page."""
    assets = get_assets(auth, platform="linux", attributes=ASSET, pageSize=7)
    names = {asset.name for asset in assets}
    expect(len(assets) == len(names) == count, f"{len(assets)} assets, {len(names)} names")
    return assets


def job_with(auth, patches, assets):
    """A daily job, disabled; its first run is a few seconds away."""
    return create_job(
        auth,
        platform="Linux",
        name="Tour",
        jobType="Install",
        scheduleType="Daily",
        status="Disabled",
        description="made by a public client",
        approvedPatches=[patch.id for patch in patches],
        assetIds=[asset.id for asset in assets],
        startDateTime=start_time(12),
        recurring=True,
        timezone="UTC",
        timezoneType="SPECIFIC_TZ",
        timeout=6,
        timeoutUnit="HOURS",
    )


def finished(auth, job, count):
    """The results once every device has ended."""
    results = get_job_results(auth, job)
    done = [asset for asset in results.assets if asset.status == "Completed"]
    return results if len(done) == count else None


def main():
    base, user, password, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    place = {"api_url": base, "gateway_url": base, "qualysguard_url": base}
    auth = TokenAuth(user, password, override_platform=place)
    version = get_version(auth)
    patches = patches_of(auth)
    assets = assets_of(auth, count)
    expect(lookup_host_uuids(auth, [1]) is not None, "no answer for host ids")
    count_product_vulns(auth)

    job = job_with(auth, patches, assets)
    listed = [row for row in list_jobs(auth, pageSize=1) if row.id == job]
    expect(len(listed) == 1 and listed[0].status == "Disabled", f"the job is listed as {listed}")
    said = change_job_status(auth, "Enabled", job)
    expect(said[0]["status"] == "success", f"enabling: {said}")
    runs = eventually("the job runs", lambda: get_job_runs(auth, job))
    results = eventually("the job ends", lambda: finished(auth, job, count))
    installed = sum(len(asset.success) for asset in results.assets)
    said = change_job_status(auth, "Disabled", job)
    expect(said[0]["status"] == "success", f"disabling: {said}")
    left = get_patch_count(auth, platform="linux", query="patchStatus:Missing")
    said = delete_job(auth, job)
    expect(said[0]["status"] == "success", f"deleting: {said}")
    expect(all(row.id != job for row in list_jobs(auth)), "the job is listed after its deletion")
    seen = {
        "version": version,
        "patches": len(patches),
        "assets": len(assets),
        "runs": len(runs),
        "completed": len(results.assets),
        "installed": installed,
        "missingAfterwards": left,
    }
    print(json.dumps(seen))


main()
