// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A ring as people write it: `name=pilot,share=10%,success=90%,soak=24h`.
package struct RingText: Sendable, Equatable {
    /// The ring, without its devices.
    package var ring: Ring
    /// The groups whose devices it takes, by name or identity.
    package var groups: [String] = []
    /// The devices that it takes as a query; `nil` for none.
    package var query: String?

    /// Reads a text; `query=` takes all that follows, commas included.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    package init(_ text: String) throws(DomainError) {
        let place = "--ring \(text)"
        ring = Ring(name: "", minimumSuccessShare: 1, minimumCount: 1)
        var rest = text[...]
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else {
                throw AmountText.refusal(place, "\(rest) is not of the form key=value")
            }
            let key = rest[..<equals]
            rest = rest[rest.index(after: equals)...]
            var value = String(rest)
            if key == "query" {
                rest = ""
            } else {
                value = String(rest.prefix { $0 != "," })
                rest = rest.dropFirst(value.count + 1)
            }
            if value.isEmpty { throw AmountText.refusal(place, "\(key) has no value") }
            try set(key, value, place)
        }
        if ring.name.isEmpty { throw AmountText.refusal(place, "it has no name") }
    }

    private mutating func set(
        _ key: Substring,
        _ value: String,
        _ place: String
    ) throws(DomainError) {
        switch key {
        case "name": ring.name = value
        case "share": ring.share = try AmountText.share(value, place)
        case "success": ring.minimumSuccessShare = try AmountText.share(value, place)
        case "soak": ring.soakSeconds = Int64(try AmountText.seconds(value, place))
        case "count":
            guard let count = Int(value), (0...1_000_000).contains(count) else {
                throw AmountText.refusal(place, "count: \(value) is not in 0...1000000")
            }
            ring.minimumCount = count
        case "group": groups.append(value)
        case "query": query = value
        default:
            let keys = "name, share, success, count, soak, group, query"
            throw AmountText.refusal(place, "\(key) is none of \(keys)")
        }
    }
}
