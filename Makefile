# SPDX-License-Identifier: Apache-2.0
#
# Every target does its own set-up. There is one debug build folder, .build: `make run`, `make test`
# and `make ci` share it. Release builds have their own, .build-release.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build run live stop test lint fmt fuzz bench release ci clean

announce = [ -x .build/debug/thimble ] || echo "build: the first one takes about ten minutes, later ones seconds"

help: ## list the targets
	@echo "make TARGET"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing, say so when none is
	@scripts/setup

build: ## build the server and the agent for debugging
	@scripts/setup build
	swift build

run: ## server, agent, scan of this machine, table of its missing patches, URL
	@scripts/setup build run
	@$(announce)
	swift build
	@scripts/run

stop: ## stop the server that `make run` left running
	@scripts/stop

test: ## run every test (TEST=Name runs the tests whose name has it)
	@scripts/setup build run test
	@scripts/clients
	@$(announce)
	swift build --build-tests
	@scripts/test $(if $(TEST),'$(TEST)')

live: ## prove on the real machine that the missing patches are apt's upgrades
	@scripts/setup build run test
	swift build
	@scripts/live

lint: ## format, layout, links, scripts: everything that is checked without a build
	@scripts/lint

fmt: ## bring every Swift file into the project's format
	swift format format --in-place --parallel --recursive Package.swift Sources Tests

fuzz: ## feed made-up texts to the reader of queries (SECONDS=60)
	@scripts/setup build
	@scripts/fuzz $(SECONDS)

release: ## build optimised programs with the Swift runtime inside, into .build-release
	@scripts/setup build
	swift build -c release --static-swift-stdlib --scratch-path .build-release --product thimble
	swift build -c release --static-swift-stdlib --scratch-path .build-release --product thimble-agent
	@ls -lh .build-release/release/thimble .build-release/release/thimble-agent

bench: release ## measure against the peers, print a table, write bench.json (DATA=DIR names the feeds)
	@scripts/setup test bench
	swift build -c release --static-swift-stdlib --scratch-path .build-release --product thimble-bench
	@scripts/bench --compiler "$$(swift --version 2>/dev/null | head -1)" $(if $(DATA),--data '$(DATA)') \
	  .build-release/release/thimble bench.json

# The manifest turns warnings into errors when THIMBLE_STRICT is 1. It is set for build and test
# alike, so that they share every object.
ci: export THIMBLE_STRICT := 1
ci: ## all that must pass: lint, warnings as errors, declared imports, every test
	@scripts/setup
	@scripts/clients
	@scripts/lint
	swift build --build-tests --explicit-target-dependency-import-check error
	@scripts/test

clean: ## remove the build folders; data under .thimble stays
	rm -rf .build .build-release .build-bench .build-fuzz
