// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Server
import Versioning

/// `thimble version`: the order of versions.
struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare versions as a package manager does.",
        subcommands: [Compare.self]
    )

    /// `thimble version compare`.
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print -1, 0 or 1, or ? where two versions cannot be compared.",
            discussion: """
                With --stdin every line holds two versions, separated by a tab or a blank, and \
                gets one line of answer.

                Example: thimble version compare deb 1.0~rc1-1 1.0-1
                """
        )

        @Argument(
            help:
                "The ecosystem: \(VersionScheme.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var scheme: VersionScheme

        @Argument(help: "Two versions.")
        var versions: [String] = []

        @Flag(help: "Read pairs from standard input.")
        var stdin = false

        func validate() throws {
            guard versions.count == (stdin ? 0 : 2) else {
                throw ValidationError("give two versions, or --stdin")
            }
        }

        func run() throws {
            guard stdin else {
                print(VersionPairs.symbol(scheme, versions[0], versions[1]))
                return
            }
            let text = FileHandle.standardInput.readDataToEndOfFile()
            try VersionPairs.answers(scheme, Array(text)) { try Output.write($0) }
        }
    }
}

extension VersionScheme: ExpressibleByArgument {}
