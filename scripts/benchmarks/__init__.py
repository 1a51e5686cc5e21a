#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What `scripts/bench` measures, and the programs that it measures against."""
