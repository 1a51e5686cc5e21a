// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A share or a number, as people write it: `5%` or `3`.
package enum AmountText: Sendable, Equatable {
    /// A share, 0 ... 1.
    case share(Double)
    /// A number, from 0.
    case count(Int)

    /// Reads a text; `place` is the option that it stands for.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    package init(_ text: String, _ place: String) throws(DomainError) {
        if text.hasSuffix("%") {
            self = .share(try Self.share(text, place))
        } else if let count = Int(text), (0...1_000_000).contains(count) {
            self = .count(count)
        } else {
            throw Self.refusal(place, "\(text) is neither a share (5%) nor a number up to 1000000")
        }
    }

    /// A share from 0 to 1, which people write as `90%` or `12.5%`.
    package static func share(_ text: String, _ place: String) throws(DomainError) -> Double {
        guard text.hasSuffix("%"), let percent = Double(text.dropLast()), percent.isFinite,
            (0...100).contains(percent)
        else { throw refusal(place, "\(text) is no share from 0% to 100%") }
        return percent / 100
    }

    /// A time such as `90s`, `30m`, `24h` or `7d`, in seconds.
    package static func seconds(_ text: String, _ place: String) throws(DomainError) -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()),
            (0...31_536_000).contains(number), number * unit <= 31_536_000
        else {
            let forms = "such as 90s, 30m, 24h or 7d"
            throw refusal(place, "\(text) is no time up to a year, \(forms)")
        }
        return number * unit
    }

    static func refusal(_ place: String, _ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "\(place): \(reason)")
    }
}
