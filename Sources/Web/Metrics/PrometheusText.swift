// SPDX-License-Identifier: Apache-2.0

/// A writer of the text format 0.0.4 of Prometheus ("Exposition formats", "Text format details").
struct PrometheusText {
    /// The media type of the format.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var output = ""

    mutating func head(_ head: FamilyHead, type: String) {
        output += "# HELP \(head.name) \(Self.escaped(head.help, quotes: false))\n"
        output += "# TYPE \(head.name) \(type)\n"
    }

    mutating func sample(_ name: String, _ names: [String], _ values: [String], _ value: Double) {
        output += name
        if !names.isEmpty {
            let pairs = zip(names, values).map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }
            output += "{\(pairs.joined(separator: ","))}"
        }
        output += " \(Self.number(value))\n"
    }

    /// A number: whole ones without a fraction, the others in their shortest form.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: value).map(String.init) ?? value.description
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var output = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\"" where quotes: output += "\\\""
            default: output.unicodeScalars.append(character)
            }
        }
        return output
    }
}
