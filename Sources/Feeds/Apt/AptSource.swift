// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Where the indexes of apt repositories are taken from.
package enum AptSource: Sendable, Equatable {
    /// A mirror (`dists/<suite>/…`), the folder of one suite, or a flat repository.
    case directory(path: String)
    /// A repository by its address.
    case address(AptRemote)
    /// A folder of lists as `apt-get update` keeps them.
    case lists(path: String)
    /// The apt of this machine, with the configuration file that `APT_CONFIG` would name, if any.
    case host(aptConfig: String?)
    /// Release files and `Packages` files in any order.
    case files([String])

    /// Tells what one argument of a command line names.
    ///
    /// `host`; an address, alone or with suites and components after it as in sources.list(5); a
    /// folder of any kind; a file. Throws `.feedUnavailable` for what is none of them.
    package init(argument: String) throws {
        if argument == "host" {
            self = .host(aptConfig: nil)
            return
        }
        if let remote = try AptRemote(sourceLine: argument) {
            self = .address(remote)
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(argument): no such file or folder",
                hint: "name a mirror, a lists folder, files, an address with its suite, or host"
            )
        }
        if !isFolder.boolValue {
            self = .files([argument])
            return
        }
        let path = AptAddress.trimmed(argument)
        self = AptLists.isLists(path) ? .lists(path: path) : .directory(path: path)
    }

    /// Tells what several arguments name: all files together are one source, and the words after an
    /// address that name nothing themselves are its suites and components.
    package static func sources(arguments: [String]) throws -> [AptSource] {
        var sources: [AptSource] = []
        var files: [String] = []
        var rest = arguments[...]
        while var argument = rest.popFirst() {
            if AptAddress.isAddress(argument), !argument.contains(" ") {
                while let word = rest.first, isWord(word) {
                    argument += " " + word
                    rest.removeFirst()
                }
            }
            let source = try AptSource(argument: argument)
            if case .files(let paths) = source {
                files += paths
            } else {
                sources.append(source)
            }
        }
        return files.isEmpty ? sources : sources + [.files(files)]
    }

    private static func isWord(_ text: String) -> Bool {
        if text == "host" || AptAddress.isAddress(text) { return false }
        if text == "./" || !text.contains("/") { return true }
        return !FileManager.default.fileExists(atPath: text)
    }
}
