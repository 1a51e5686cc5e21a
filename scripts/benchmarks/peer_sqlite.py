#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The peer for queries: SQLite in memory, an index on every column that is asked about.

usage: python3 -m benchmarks.peer_sqlite DEVICES.tsv PATCHES.tsv QUERIES.json ANSWERS.json

Prints {"p50": {KIND: us}}: the median of a kind's queries, each with the count of its rows and the
first page of 25, by name. The answers are by query, with one character for each row of the list.
"""

import json
import sqlite3
import statistics
import sys
import time

from benchmarks import answers

ROUNDS = 3
COLUMNS = {
    "devices": ["name", "site", "ring", "stream", "address"],
    "patches": ["source", "version", "stream", "severity", "day", "cve", "advisory"],
}


def load(database, table, path):
    """Fills one table from lines with tabs; returns the number of rows."""
    with open(path) as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    columns = COLUMNS[table]
    types = ", ".join(f"{c} {'INTEGER' if c == 'severity' else 'TEXT'}" for c in columns)
    database.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {types})")
    marks = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
    )
    for column in columns:
        database.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    return len(rows)


def ask(database, table, condition):
    """The count and the first page, as a list page needs them; and the time in microseconds."""
    order = "name" if table == "devices" else "source, version"
    began = time.perf_counter()
    database.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()
    database.execute(
        f"SELECT * FROM {table} WHERE {condition} ORDER BY {order} LIMIT 25"
    ).fetchall()
    return (time.perf_counter() - began) * 1e6


def main():
    database = sqlite3.connect(":memory:")
    devices, patches, queries, answers_path = sys.argv[1:]
    counts = {"devices": load(database, "devices", devices)}
    counts["patches"] = load(database, "patches", patches)
    database.execute("ANALYZE")
    with open(queries) as file:
        asked = json.load(file)
    times, found = {}, {}
    for query in asked * ROUNDS:
        spent = ask(database, query["list"], query["sql"])
        times.setdefault(query["kind"], []).append(spent)
    for query in asked:
        select = f"SELECT id FROM {query['list']} WHERE {query['sql']}"
        marks = bytearray(b"0" * counts[query["list"]])
        for (number,) in database.execute(select):
            marks[number - 1] = ord("1")
        found[f"{query['list']} {query['qql']}"] = answers.entry(bytes(marks))
    answers.write(answers_path, found)
    print(json.dumps({"p50": {k: round(statistics.median(t), 1) for k, t in times.items()}}))


if __name__ == "__main__":
    main()
