// SPDX-License-Identifier: Apache-2.0

import Versioning

/// The order of rpm-version(7), written without any speed: rows of segments, compared in turn.
enum RPMOrder {
    /// A segment, with the rank of its kind and what decides within the kind.
    private struct Segment: Equatable {
        var rank: Int
        var text: [UInt8] = []

        static let tilde = Segment(rank: 0)
        static let end = Segment(rank: 1)
        static let caret = Segment(rank: 2)

        static func letters(_ text: some Sequence<UInt8>) -> Segment {
            Segment(rank: 3, text: Array(text))
        }

        static func number(_ digits: some Sequence<UInt8>) -> Segment {
            let digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
            // Numbers of more digits rank above all of fewer.
            return Segment(rank: 4 + digits.count, text: digits)
        }

        func order(to other: Segment) -> VersionOrder {
            if self == other { return .same }
            if rank != other.rank { return rank < other.rank ? .ascending : .descending }
            return text.lexicographicallyPrecedes(other.text) ? .ascending : .descending
        }
    }

    static func compare(_ first: String, _ second: String) -> VersionOrder? {
        guard let a = split(first), let b = split(second) else { return nil }
        let leading = order(a.epoch, b.epoch)
        if leading != .same { return leading }
        let middle = order(a.version, b.version)
        if middle != .same { return middle }
        switch (a.release, b.release) {
        case (nil, nil): return .same
        case (nil, _): return .ascending
        case (_, nil): return .descending
        case (let a?, let b?): return order(a, b)
        }
    }

    private static func split(
        _ text: String
    ) -> (epoch: [UInt8], version: [UInt8], release: [UInt8]?)? {
        let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        var bytes = Array(text.utf8.drop { blanks.contains($0) })
        while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
        guard !bytes.isEmpty, !bytes.contains(where: { blanks.contains($0) }) else { return nil }
        var epoch: [UInt8] = []
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            epoch = Array(bytes[..<colon])
            guard epoch.allSatisfy({ isDigit($0) }) else { return nil }
            bytes.removeFirst(colon + 1)
        }
        var release: [UInt8]?
        if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")) {
            release = Array(bytes[(hyphen + 1)...])
            bytes.removeLast(bytes.count - hyphen)
        }
        return bytes.isEmpty ? nil : (epoch.isEmpty ? [UInt8(ascii: "0")] : epoch, bytes, release)
    }

    private static func order(_ first: [UInt8], _ second: [UInt8]) -> VersionOrder {
        let (a, b) = (segments(first), segments(second))
        for (left, right) in zip(a, b) {
            let order = left.order(to: right)
            if order != .same { return order }
        }
        return .same
    }

    private static func segments(_ bytes: [UInt8]) -> [Segment] {
        var segments: [Segment] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if isDigit(byte) {
                segments.append(.number(rest.prefix(while: isDigit)))
                rest = rest.drop(while: isDigit)
            } else if isLetter(byte) {
                segments.append(.letters(rest.prefix(while: isLetter)))
                rest = rest.drop(while: isLetter)
            } else {
                if byte == UInt8(ascii: "~") { segments.append(.tilde) }
                if byte == UInt8(ascii: "^") { segments.append(.caret) }
                rest.removeFirst()
            }
        }
        return segments + [.end]
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
