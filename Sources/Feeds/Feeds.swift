// SPDX-License-Identifier: Apache-2.0
//
// Feeds turns what distributions publish into the domain's `FeedContent`: bytes in, facts out.
//
// What it is for: parsers that are pure and take their input in chunks of any size, and loaders that
// find the bytes, have `gpgv` check signatures, compare hashes and feed the parsers. A damaged or
// unproven input is refused whole, with the file and line in the error.
//
// What it must not know: what is installed anywhere, how content is stored, what time it is.
//
// Where to start: `AptRepositoryFeed` with `AptSource`, and `DebianAdvisoryListParser`. No type is
// named like the module, so that a name that another target has too can be written in full.
