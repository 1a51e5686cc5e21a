// SPDX-License-Identifier: Apache-2.0

/// A generator whose whole sequence follows from its seed (Steele, Lea and Flood's SplitMix64).
struct JSONDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to less than `limit`.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// One of a few.
    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

extension JSONTree {
    /// A document of chance, at most `depth` containers deep.
    init(_ dice: inout JSONDice, depth: Int) {
        switch dice.below(depth > 0 ? 8 : 4) {
        case 0: self = dice.pick([.null, .flag(true), .flag(false)])
        case 1: self = .number(Self.number(&dice))
        case 2, 3: self = .string(Self.text(&dice))
        case 4, 5:
            self = .array((0..<dice.below(5)).map { _ in JSONTree(&dice, depth: depth - 1) })
        default:
            self = .object(
                (0..<dice.below(5)).map { _ in
                    Member(key: Self.text(&dice), value: JSONTree(&dice, depth: depth - 1))
                }
            )
        }
    }

    private static func number(_ dice: inout JSONDice) -> String {
        let whole = dice.pick(["0", "7", "10", "9223372036854775807", "123456789012345678901234"])
        let fraction = dice.pick(["", "", ".0", ".5", ".000123"])
        let exponent = dice.pick(["", "", "e5", "E+0", "e-300"])
        return dice.pick(["", "-"]) + whole + fraction + exponent
    }

    private static func text(_ dice: inout JSONDice) -> String {
        let parts = [
            "a", "version", "0123456789", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é",
            "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
            "e\u{301}", "{", "]", ",", " ", "the quick brown fox ",
        ]
        return (0..<dice.below(6)).map { _ in dice.pick(parts) }.joined()
    }

    /// The document as text, with space and escapes of chance.
    func written(_ dice: inout JSONDice) -> String {
        let space = { (dice: inout JSONDice) in
            dice.pick(["", "", "", " ", "\n", "\t", "\r\n", "            "])
        }
        switch self {
        case .null: return "null"
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let text): return text
        case .string(let text): return Self.quoted(text, &dice)
        case .array(let elements):
            let texts = elements.map { space(&dice) + $0.written(&dice) + space(&dice) }
            return "[" + (texts.isEmpty ? space(&dice) : texts.joined(separator: ",")) + "]"
        case .object(let members):
            let texts = members.map {
                space(&dice) + Self.quoted($0.key, &dice) + space(&dice) + ":" + space(&dice)
                    + $0.value.written(&dice) + space(&dice)
            }
            return "{" + (texts.isEmpty ? space(&dice) : texts.joined(separator: ",")) + "}"
        }
    }

    private static func quoted(_ text: String, _ dice: inout JSONDice) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n",
            "\r": "\\r", "\t": "\\t",
        ]
        var output = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if let escape = short[scalar], mustEscape || dice.below(3) == 0, dice.below(2) == 0 {
                output += escape
            } else if mustEscape || dice.below(6) == 0 {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: dice.below(2) == 0)
                    output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
