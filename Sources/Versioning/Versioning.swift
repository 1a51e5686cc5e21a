// SPDX-License-Identifier: Apache-2.0
//
// Versioning says which of two versions comes first, in the order of the system that made them.
//
// What it is for: each package ecosystem has its own order, and "1.10" against "1.9", "1.0~rc1"
// against "1.0" or "1:0.9" against "2.0" come out right only in that order. The rules here are
// those of the tool that installs the packages, checked against that tool in the tests.
//
// What it must not know: packages, advisories, devices, files, clocks.
//
// Where to start: `VersionScheme` is the list of the orders and the one door for callers that
// hold a scheme's name; `DebianVersion` is the first order. A new scheme is one case in
// `VersionScheme` (its two switches then ask for it) and a folder-mate of `DebianVersion`.
