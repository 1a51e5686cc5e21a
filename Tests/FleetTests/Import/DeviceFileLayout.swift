// SPDX-License-Identifier: Apache-2.0

/// A JSON document of chance that says the same in many layouts.
indirect enum DeviceFileValue {
    case word(String)
    case text(String)
    case list([DeviceFileValue])
    case members([(String, DeviceFileValue)])
}

/// Writes documents in a layout of its own.
struct DeviceFileLayout {
    private let spaces: [String]
    private let escapes: UInt64
    private let isShuffled: Bool

    init(_ dice: inout SplitMix64) {
        spaces = dice.pick([
            [""], [""], [" "], ["", " ", "\n", "\t\r\n "], ["\n                    ", " ", ""],
        ])
        escapes = dice.pick([0, 0, 1, 4])
        isShuffled = dice.below(2) == 0
    }

    func written(_ value: DeviceFileValue, _ dice: inout SplitMix64) -> String {
        switch value {
        case .word(let word): return word
        case .text(let text): return quoted(text, &dice)
        case .list(let values):
            let texts = values.map { space(&dice) + written($0, &dice) + space(&dice) }
            return "[" + texts.joined(separator: ",") + "]"
        case .members(var members):
            if isShuffled { members.shuffle(using: &dice) }
            let texts = members.map { key, value in
                space(&dice) + quoted(key, &dice) + space(&dice) + ":" + space(&dice)
                    + written(value, &dice) + space(&dice)
            }
            return "{" + texts.joined(separator: ",") + "}"
        }
    }

    private func space(_ dice: inout SplitMix64) -> String { dice.pick(spaces) }

    private func quoted(_ text: String, _ dice: inout SplitMix64) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || escapes > 0 && dice.next() % 32 < escapes {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}

extension SplitMix64 {
    /// A number from 0 to less than `limit`.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// One of a few.
    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}
