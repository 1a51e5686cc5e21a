// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A private folder for the files of one check; it goes away with its last owner.
final class WorkFolder: Sendable {
    /// The absolute path, without a slash at its end.
    let path: String

    /// Makes the folder below the system's temporary one, readable by its owner alone.
    init() throws {
        let parent = FileManager.default.temporaryDirectory.path
        var template = Array((parent + "/feed-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(parent): \(String(cString: strerror(errno)))",
                hint: "set TMPDIR to a folder that can be written"
            )
        }
        let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        path = String(decoding: bytes, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The absolute path of something inside.
    func path(_ relative: String) -> String { path + "/" + relative }

    /// Writes a file inside, with its parent folders, and returns its absolute path.
    @discardableResult
    func write(_ bytes: [UInt8], to relative: String) throws -> String {
        let file = URL(fileURLWithPath: path(relative))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
        return file.path
    }
}
