// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One name and its value from a query or a form, decoded.
package struct QueryItem: Sendable, Equatable {
    /// The name.
    package var name: String
    /// The value; empty when there was none.
    package var value: String

    /// Makes an item.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The text of queries and of `application/x-www-form-urlencoded` bodies (WHATWG URL Standard,
/// "application/x-www-form-urlencoded parsing"), read strictly.
///
/// `+` is a space in both. Unlike the standard, a broken escape and bytes that are not UTF-8 are
/// refused: repaired text would look for something else than what the client meant.
package enum FormText {
    /// The items of a query or form body, in order; the place names it in errors.
    ///
    /// Throws `requestInvalid` for a broken escape, for what is not UTF-8 and for too many items.
    package static func items(
        _ text: some StringProtocol,
        of place: String
    ) throws(DomainError) -> [QueryItem] {
        let result: Result<[QueryItem], DomainError>? = text.utf8
            .withContiguousStorageIfAvailable { bytes in
                Result { () throws(DomainError) in try items(bytes, of: place) }
            }
        if let result { return try result.get() }
        let copy = Array(text.utf8)
        return try copy.withUnsafeBufferPointer { bytes throws(DomainError) in
            try items(bytes, of: place)
        }
    }

    /// The items of a query or form body given as bytes.
    package static func items(
        _ bytes: UnsafeBufferPointer<UInt8>,
        of place: String
    ) throws(DomainError) -> [QueryItem] {
        var items: [QueryItem] = []
        var start = 0
        while start < bytes.count {
            var end = start
            var middle: Int?
            while end < bytes.count, bytes[end] != UInt8(ascii: "&") {
                if middle == nil, bytes[end] == UInt8(ascii: "=") { middle = end }
                end += 1
            }
            if end > start {
                guard items.count < HTTPLimits.itemsMax else {
                    throw DomainError(
                        .requestInvalid,
                        subject: "\(place): more than \(HTTPLimits.itemsMax) parameters"
                    )
                }
                let name = try decode(bytes, start..<(middle ?? end), of: place)
                let value = try middle.map { at throws(DomainError) in
                    try decode(bytes, (at + 1)..<end, of: place)
                }
                items.append(QueryItem(name, value ?? ""))
            }
            start = end + 1
        }
        return items
    }

    /// One segment of a path, decoded; `+` stays what it is.
    static func pathSegment(_ segment: Substring) throws(DomainError) -> Substring {
        guard segment.utf8.contains(UInt8(ascii: "%")) else { return segment }
        let copy = Array(segment.utf8)
        let text = try copy.withUnsafeBufferPointer { bytes throws(DomainError) in
            try decode(bytes, 0..<bytes.count, of: "path", plusIsSpace: false)
        }
        return Substring(text)
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        of place: String,
        plusIsSpace: Bool = true
    ) throws(DomainError) -> String {
        let isPlain = range.allSatisfy {
            bytes[$0] != UInt8(ascii: "%") && bytes[$0] != UInt8(ascii: "+")
        }
        let text: String?
        if isPlain {
            text = StrictUTF8.string(UnsafeBufferPointer(rebasing: bytes[range]))
        } else {
            let decoded = try unescape(bytes, range, of: place, plusIsSpace: plusIsSpace)
            text = decoded.withUnsafeBufferPointer(StrictUTF8.string)
        }
        guard let text else {
            throw DomainError(
                .requestInvalid,
                subject: "\(place): byte \(range.lowerBound): not UTF-8"
            )
        }
        return text
    }

    private static func unescape(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        of place: String,
        plusIsSpace: Bool
    ) throws(DomainError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < range.upperBound,
                    let high = ASCII.hexValue(bytes[index + 1]),
                    let low = ASCII.hexValue(bytes[index + 2])
                else {
                    throw DomainError(
                        .requestInvalid,
                        subject: "\(place): byte \(index): % without two hexadecimal digits"
                    )
                }
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return output
    }
}
