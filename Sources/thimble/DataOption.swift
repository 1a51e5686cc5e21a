// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Server

/// The data folder that a command works on.
struct DataOption: ParsableArguments {
    @Option(
        name: .long,
        help: "The server's data folder, whether it runs or not; made where it does not exist.",
        completion: .directory
    )
    var data: String

    /// Opens the folder; a new one is told of, since a mistyped name makes one too.
    func open(needsIndex: Bool) async throws -> LocalAccess {
        let folder = URL(fileURLWithPath: data, isDirectory: true)
        let isThere = LocalAccess.isMade(folder)
        let access = try await LocalAccess(
            dataFolder: folder,
            operatorName: NSUserName(),
            needsIndex: needsIndex
        )
        if !isThere {
            Output.notice("thimble: there was no database in \(folder.path); made a new one")
        }
        return access
    }
}

/// Standard output, written at once and without a line feed of its own.
enum Output {
    /// Writes bytes.
    ///
    /// - Throws: What the system says where they cannot be written, for example on a full disk.
    static func write(_ bytes: some Sequence<UInt8>) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }

    /// Writes a value as one line of JSON with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try write(try encoder.encode(value) + [UInt8(ascii: "\n")])
    }

    /// Tells the person who watches; nothing where nobody does.
    static func notice(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
