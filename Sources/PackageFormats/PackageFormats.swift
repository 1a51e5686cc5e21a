// SPDX-License-Identifier: Apache-2.0
//
// PackageFormats reads the file formats of package managers: bytes in, values out.
//
// What it is for: the server reads repository indexes with it, the agent the package database of
// its machine. Both need the same strictness, so there is one reader.
//
// What it must not know: where the bytes come from, what a version means, which package matters.
//
// Where to start: `ParagraphReader` reads the paragraphs of deb822(5), the format of dpkg's status
// file and of an apt repository's `Packages` and `Release`. `DebianSourceField` and
// `DebianPackageStatus` read the two fields of it that have a syntax of their own.
