// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Cuts a text that arrives in chunks of any size into lines, each numbered from 1.
///
/// Lines end with LF or CR LF. A line that never ends is refused at a size limit, and so is a last
/// line without its end, which is how a text that was cut off shows.
struct LineSplitter {
    /// The longest accepted line in bytes.
    static let longestLine = 1 << 20

    private let name: String
    private var held: [UInt8] = []
    private var number = 0

    /// Makes a splitter; `name` stands for the text in errors.
    init(name: String) { self.name = name }

    /// Takes the next bytes and hands out the lines that end in them, without their ends.
    ///
    /// Throws what `body` throws, and `.feedMalformed` for a line beyond the limit.
    mutating func split(
        _ chunk: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws {
        var rest = chunk[...]
        while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
            let end = memchr(base, 0x0A, rest.count)
        {
            let length = UnsafeRawPointer(end) - base
            let line = UnsafeRawBufferPointer(rebasing: rest.prefix(length))
            number += 1
            if held.isEmpty {
                try hand(line, body)
            } else {
                held.append(contentsOf: line)
                let whole = held
                held.removeAll(keepingCapacity: true)
                try whole.withUnsafeBytes { try hand($0, body) }
            }
            rest = rest.dropFirst(length + 1)
        }
        held.append(contentsOf: rest)
        guard held.count <= Self.longestLine else {
            throw DomainError.malformed(name, line: number + 1, "the line is too long")
        }
    }

    /// Checks that the text ended with the end of a line; throws `.feedMalformed` otherwise.
    func finish() throws {
        guard held.isEmpty else {
            throw DomainError.malformed(
                name,
                line: number + 1,
                "the text is cut off: its last line has no end"
            )
        }
    }

    private func hand(
        _ line: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws {
        guard line.count <= Self.longestLine else {
            throw DomainError.malformed(name, line: number, "the line is too long")
        }
        let text = line.last == 0x0D ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
        try body(text, number)
    }
}
