// SPDX-License-Identifier: Apache-2.0

// What tests of several targets share, and nothing that ships.
//
// Real tools stand in for mocks: `AptRepository` signs real indexes, `AptRoot` runs the real apt on a
// private root, `ChildProcess` starts the real binaries. Comparison of documents is in `JSONShape` and
// `GoldenFile`, seeded randomness in `SeededGenerator`, waiting in `eventually`.
//
// This target does not know the testing library: a comparison returns text, and the test that asked
// for it decides. No type is named like the module, so that a name that another target has too can be
// written in full.

/// The system's tools as tests call them.
package enum SystemTools {
    /// The search path that finds the tools in `sbin` for a plain user too.
    package static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}
