// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Finds the fields of one row of CSV (RFC 4180 section 2).
struct CSVScan {
    /// Why a row is refused.
    struct Fault: Error {
        /// What is wrong.
        let what: String
        /// How many lines below the start of the row it is.
        let linesBelow: Int
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    /// Where the scan is: behind the row's end once ``row(_:)`` has found it.
    private(set) var place: Int
    /// How many lines the row has.
    private(set) var lines = 0

    private let bytes: UnsafeRawBufferPointer

    /// Makes a scan that begins at `place`.
    init(bytes: UnsafeRawBufferPointer, place: Int) {
        self.bytes = bytes
        self.place = place
    }

    /// Adds the fields of the row; returns whether the bytes hold the whole of it.
    mutating func row(_ spans: inout [CSVSpan]) throws(Fault) -> Bool {
        while place < bytes.count {
            let isQuoted = bytes[place] == Self.quote
            guard let span = isQuoted ? try quoted() : try plain() else { return false }
            spans.append(span)
            guard place < bytes.count else { return false }
            switch bytes[place] {
            case Self.comma:
                place += 1
                continue
            case 0x0A: place += 1
            case 0x0D:
                guard place + 1 < bytes.count else { return false }
                guard bytes[place + 1] == 0x0A else {
                    throw Fault(what: "a carriage return inside a row", linesBelow: lines)
                }
                place += 2
            default: throw Fault(what: "text behind a quote that ends a field", linesBelow: lines)
            }
            lines += 1
            return true
        }
        return false
    }

    /// A field between quotes; `nil` where its end is not there yet.
    private mutating func quoted() throws(Fault) -> CSVSpan? {
        var span = CSVSpan(start: place + 1, end: place + 1, hasDoubledQuotes: false)
        while let base = bytes.baseAddress, span.end < bytes.count,
            let found = memchr(base + span.end, Int32(Self.quote), bytes.count - span.end)
        {
            let end = UnsafeRawPointer(found) - base
            // Whether the quote is doubled shows with the next byte.
            guard end + 1 < bytes.count else { return nil }
            if bytes[end + 1] == Self.quote {
                span.hasDoubledQuotes = true
                span.end = end + 2
                continue
            }
            span.end = end
            lines += bytes[span.start..<end].count { $0 == 0x0A }
            place = end + 1
            return span
        }
        return nil
    }

    /// A field without quotes; `nil` where its end is not there yet.
    private mutating func plain() throws(Fault) -> CSVSpan? {
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case Self.comma, 0x0A, 0x0D:
                return CSVSpan(start: start, end: place, hasDoubledQuotes: false)
            case Self.quote:
                throw Fault(what: "a quote inside a field without quotes", linesBelow: lines)
            default: place += 1
            }
        }
        return nil
    }

    /// Makes doubled quotes single, where the fields lie.
    static func halveQuotes(_ spans: inout [CSVSpan], in bytes: UnsafeMutableRawBufferPointer) {
        for number in spans.indices where spans[number].hasDoubledQuotes {
            var target = spans[number].start
            var place = target
            while place < spans[number].end {
                bytes[target] = bytes[place]
                place += bytes[place] == quote ? 2 : 1
                target += 1
            }
            spans[number].end = target
            spans[number].hasDoubledQuotes = false
        }
    }

    /// Whether the bytes from the start of a row on end inside quotes.
    static func endsInQuotes(_ bytes: [UInt8]) -> Bool {
        !bytes.count { $0 == quote }.isMultiple(of: 2)
    }
}
