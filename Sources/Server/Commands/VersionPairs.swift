// SPDX-License-Identifier: Apache-2.0
import Domain
package import Versioning

/// The answers of `thimble version compare`.
package enum VersionPairs {
    /// The answer for one pair: `-1`, `0`, `1`, or `?` where the two cannot be compared.
    package static func symbol(
        _ scheme: VersionScheme,
        _ first: String,
        _ second: String
    ) -> String {
        scheme.compare(first, second)?.symbol ?? "?"
    }

    /// The answer for one line with two versions, separated by a tab or by blanks.
    ///
    /// Throws ``DomainError/Code/requestInvalid`` with the line's number where there are not two.
    package static func symbol(
        _ scheme: VersionScheme,
        line: String,
        number: Int
    ) throws -> String {
        try Array(line.utf8).withUnsafeBufferPointer {
            try answer(scheme, $0, number: number)?.symbol ?? "?"
        }
    }

    /// The answers for all lines of a text, a line each, handed out in large pieces.
    ///
    /// Works on bytes, since it is asked for hundreds of thousands of pairs at once. Throws
    /// ``DomainError/Code/requestInvalid`` with the number of the first line that does not hold two
    /// versions, after the answers for the lines before it.
    package static func answers(
        _ scheme: VersionScheme,
        _ text: [UInt8],
        write: ([UInt8]) throws -> Void
    ) throws {
        var output: [UInt8] = []
        try text.withUnsafeBufferPointer { bytes in
            var start = 0
            var number = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: lineFeed) ?? bytes.count
                number += 1
                do {
                    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    let order = try answer(scheme, line, number: number)
                    output += (order?.symbol ?? "?").utf8
                    output.append(lineFeed)
                } catch {
                    try write(output)
                    throw error
                }
                if output.count > pieceBytes {
                    try write(output)
                    output.removeAll(keepingCapacity: true)
                }
                start = end + 1
            }
        }
        try write(output)
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let pieceBytes = 1 << 16

    private static func answer(
        _ scheme: VersionScheme,
        _ line: UnsafeBufferPointer<UInt8>,
        number: Int
    ) throws -> VersionOrder? {
        // A line from Windows ends with a carriage return, too.
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
        let hasTab = line.contains(UInt8(ascii: "\t"))
        let separator = UInt8(ascii: hasTab ? "\t" : " ")
        let parts = line.split(separator: separator, omittingEmptySubsequences: !hasTab)
        guard parts.count == 2 else {
            throw DomainError(
                .requestInvalid,
                subject: "line \(number): \(parts.count) fields",
                hint: "a line holds two versions, separated by a tab or a blank"
            )
        }
        return scheme.compare(
            UnsafeBufferPointer(rebasing: parts[0]),
            UnsafeBufferPointer(rebasing: parts[1])
        )
    }
}
