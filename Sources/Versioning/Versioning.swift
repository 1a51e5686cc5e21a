// SPDX-License-Identifier: Apache-2.0
//
// Versioning says which of two versions comes first, in the order of the system that made them.
//
// What it is for: each package ecosystem has its own order, and "1.10" against "1.9", "1.0~rc1"
// against "1.0" or "1:0.9" against "2.0" come out right only in that order. Where a tool decides
// the order, the rules here are those of that tool, checked against it in the tests: dpkg for
// Debian versions, rpm 4.18 for rpm versions. Windows builds are rows of numbers. Applications
// follow no tool, so their order is written down here, and where it does not reach the answer is
// "not comparable" and never a guess.
//
// What it must not know: packages, advisories, devices, files, clocks.
//
// Where to start: `VersionScheme` is the list of the orders and the one door for callers that
// hold a scheme's name. Behind it stand `DebianVersion`, `RPMVersion`, `WindowsVersion` and
// `DottedVersion`; each reads a version with an exact error and compares raw bytes without
// allocating. `ByteWord`, `ByteRun` and `Divergence` are what their fast ways are made of. A new
// scheme is one case in `VersionScheme` (its two switches then ask for it) and a folder-mate of
// these four.
