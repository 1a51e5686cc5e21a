#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A server process of its own: its start, its memory, and what it tells about itself."""

import contextlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

from benchmarks.run import Unmeasured

START_LIMIT_SECONDS = 120
STOP_LIMIT_SECONDS = 30


@contextlib.contextmanager
def serving(program, folder, log_path):
    """A running server on a data folder: (its process, its address)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [program, "serve", "--data", folder, "--listen", address]
    with open(log_path, "w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        yield process, f"http://{address}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(process, address):
    """Asks until the server says that it is ready."""
    limit = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise Unmeasured(f"the server ended with status {process.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
            return
        time.sleep(0.01)
    raise Unmeasured(f"the server is not ready after {START_LIMIT_SECONDS} s")


def memory(process, name):
    """A figure of the kernel about a process, in MiB."""
    with open(f"/proc/{process.pid}/status") as file:
        return int(re.search(rf"{name}:\s+(\d+) kB", file.read())[1]) / 1024


def gauge(address, name):
    """A figure that the server tells about itself; `None` where it does not tell it."""
    with urllib.request.urlopen(f"{address}/metrics", timeout=5) as answer:
        found = re.search(rf"^{name} (\S+)$", answer.read().decode(), re.MULTILINE)
    return float(found[1]) if found else None
