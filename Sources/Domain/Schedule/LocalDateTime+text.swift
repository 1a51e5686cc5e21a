// SPDX-License-Identifier: Apache-2.0

extension CivilDate: CustomStringConvertible, Codable {
    /// Reads `2025-03-30`; `nil` where it is anything else, or no such day.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day as `2025-03-30` (ISO 8601).
    package var description: String {
        let parts = parts
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }

    /// Reads the text form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is no day of the form 2025-03-30"
            )
        }
        self = date
    }

    /// Writes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension LocalDateTime: CustomStringConvertible, Codable {
    /// Reads `2025-03-30T02:30:00`, also without the seconds; `nil` where it is anything else, or
    /// no such time.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), let date = CivilDate(text.prefix(10)),
            let hour = number(bytes[11..<13]), hour < 24,
            let minute = number(bytes[14..<16]), minute < 60
        else { return nil }
        var second = 0
        if bytes.count == 19 {
            guard bytes[16] == UInt8(ascii: ":"), let given = number(bytes[17..<19]), given < 60
            else { return nil }
            second = given
        }
        self.init(date, secondOfDay: hour * 3_600 + minute * 60 + second)
    }

    /// The time as `2025-03-30T02:30:00` (ISO 8601).
    package var description: String {
        "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    }

    /// Reads the text form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = LocalDateTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is no time of the form 2025-03-30T02:30:00"
            )
        }
        self = time
    }

    /// Writes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The number that ASCII digits write; `nil` where one of them is something else.
private func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
}

/// A number with zeros before it.
private func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
