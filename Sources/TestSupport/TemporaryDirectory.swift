// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A fresh folder under the system's temporary folder that goes away with its last owner.
///
/// The name is short: sockets of GnuPG live below it and a socket's path may have 107 bytes only.
/// Safe for concurrent use; `remove()` and `deinit` may both run.
package final class TemporaryDirectory: Sendable {
    /// Absolute path of the folder, without a slash at its end.
    package let path: String

    /// Makes the folder, readable by its owner alone.
    ///
    /// Throws a `CocoaError` when the temporary folder of the system is not writable.
    package init(prefix: String = "thimble") throws {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let unique = UUID().uuidString.prefix(8).lowercased()
        let folder = parent.appendingPathComponent("\(prefix)-\(unique)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        path = folder.path
    }

    deinit {
        remove()
    }

    /// Deletes the folder and everything in it; does nothing when it is already gone.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The absolute path of something inside the folder.
    package func path(_ relative: String) -> String {
        path + "/" + relative
    }

    /// Writes a text file inside the folder, makes its parent folders and returns its absolute path.
    @discardableResult
    package func write(_ text: String, to relative: String) throws -> String {
        let file = URL(fileURLWithPath: path(relative))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Reads a text file inside the folder; bytes that are not UTF-8 are replaced.
    package func read(_ relative: String) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: path(relative)))
        return String(decoding: data, as: UTF8.self)
    }
}
