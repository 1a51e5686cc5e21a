// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The last record of a zip archive, "End of central directory" (APPNOTE.TXT section 4.3.16).
///
/// An archive without it is read as a stream by libarchive, which takes the start of the list of
/// members for the end of all: what was lost behind it does not show.
enum ZipEnd {
    private static let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    /// The size of the record without the comment at its end.
    private static let size = 22
    /// The longest comment.
    private static let longestComment = 65_535

    /// Checks that the archive has the record, whole; throws `.feedMalformed` otherwise.
    static func check(path: String) throws {
        let tail = try tail(path)
        for start in stride(from: tail.count - size, through: 0, by: -1)
        where tail[start..<(start + signature.count)].elementsEqual(signature) {
            let comment = Int(tail[start + 20]) | Int(tail[start + 21]) << 8
            if start + size + comment <= tail.count { return }
        }
        throw DomainError.malformed(path, line: nil, "the archive is cut off: it has no end")
    }

    private static func tail(_ path: String) throws -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            let length = try file.seekToEnd()
            try file.seek(toOffset: length - min(length, UInt64(size + longestComment)))
            return [UInt8](try file.readToEnd() ?? Data())
        } catch {
            throw DomainError(.feedUnavailable, subject: "\(path): not readable", underlying: error)
        }
    }
}
