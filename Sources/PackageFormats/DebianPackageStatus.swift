// SPDX-License-Identifier: Apache-2.0

/// The `Status` field of dpkg's status file: three words (dpkg(1), "Information about packages").
package struct DebianPackageStatus: Sendable, Hashable {
    /// What the administrator wants of the package.
    package enum Want: String, Sendable, CaseIterable {
        /// Nothing has been said yet.
        case unknown
        /// The package is to be installed, and upgraded.
        case install
        /// The package is to stay as it is; dpkg and apt do not touch it unless forced.
        case hold
        /// The package is to be removed, its configuration files kept.
        case deinstall
        /// The package is to be removed with its configuration files.
        case purge
    }

    /// Whether the package is broken.
    package enum Flag: String, Sendable, CaseIterable {
        /// The package is not known to be broken.
        case ok
        /// The package is broken and must be installed again; it cannot even be removed.
        case reinstallRequired = "reinstreq"
    }

    /// How far the package is installed.
    package enum State: String, Sendable, CaseIterable {
        /// Nothing of the package is there.
        case notInstalled = "not-installed"
        /// Only its configuration files, or the script to remove them, are there.
        case configFiles = "config-files"
        /// The installation began and was not completed.
        case halfInstalled = "half-installed"
        /// The files are there and not yet configured.
        case unpacked
        /// The configuration began and was not completed.
        case halfConfigured = "half-configured"
        /// The package waits for another one to process its triggers.
        case triggersAwaited = "triggers-awaited"
        /// The package has been triggered and has not processed it yet.
        case triggersPending = "triggers-pending"
        /// The package is there and configured.
        case installed
    }

    /// Why a text is no `Status` field.
    package enum Failure: Error, Equatable, Sendable {
        /// There are not exactly three words.
        case wordCount(Int)
        /// The first word is no `Want`.
        case unknownWant(String)
        /// The second word is no `Flag`.
        case unknownFlag(String)
        /// The third word is no `State`.
        case unknownState(String)
    }

    /// What the administrator wants: the first word.
    package let want: Want
    /// Whether the package is broken: the second word.
    package let flag: Flag
    /// How far it is installed: the third word.
    package let state: State

    /// Reads the value of a `Status` field; the words are told apart by spaces and tabs.
    package init(parsing value: String) throws(Failure) {
        let words = value.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard words.count == 3 else { throw .wordCount(words.count) }
        guard let want = Want(rawValue: words[0]) else { throw .unknownWant(words[0]) }
        guard let flag = Flag(rawValue: words[1]) else { throw .unknownFlag(words[1]) }
        guard let state = State(rawValue: words[2]) else { throw .unknownState(words[2]) }
        self.want = want
        self.flag = flag
        self.state = state
    }
}

extension DebianPackageStatus.Failure: CustomStringConvertible {
    /// The failure as one lower-case clause.
    package var description: String {
        switch self {
        case .wordCount(let count): "\(count) words instead of want, flag and state"
        case .unknownWant(let word): "unknown want \(word.debugDescription)"
        case .unknownFlag(let word): "unknown flag \(word.debugDescription)"
        case .unknownState(let word): "unknown state \(word.debugDescription)"
        }
    }
}
