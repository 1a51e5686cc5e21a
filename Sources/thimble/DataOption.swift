// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Server

/// The data folder that a command works on.
struct DataOption: ParsableArguments {
    @Option(
        name: .long,
        help: "The data folder; it may be in use by a running server.",
        completion: .directory
    )
    var data: String

    /// Opens the folder.
    func open(needsIndex: Bool) async throws -> LocalAccess {
        try await LocalAccess(
            dataFolder: URL(fileURLWithPath: data, isDirectory: true),
            operatorName: NSUserName(),
            needsIndex: needsIndex
        )
    }
}

/// Standard output, written at once and without a line feed of its own.
enum Output {
    /// Writes bytes.
    static func write(_ bytes: some Sequence<UInt8>) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Writes a value as one line of JSON with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        write(try encoder.encode(value) + [UInt8(ascii: "\n")])
    }

    /// Tells the person who watches; nothing where nobody does.
    static func notice(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
