// SPDX-License-Identifier: Apache-2.0

extension JSONCursor {
    /// Passes over a value; its syntax is checked all the same.
    package mutating func skip() throws(JSONFault) {
        let start = position
        let floor = steps.depth
        while true {
            switch byte {
            case UInt8(ascii: "{"):
                try enter(UInt8(ascii: "{"), .object)
                skipSpace()
                if byte != UInt8(ascii: "}") {
                    _ = try scannedKey()
                    continue
                }
                position += 1
                steps.pop(to: steps.depth - 1)
            case UInt8(ascii: "["):
                try enter(UInt8(ascii: "["), .array)
                skipSpace()
                if byte != UInt8(ascii: "]") { continue }
                position += 1
                steps.pop(to: steps.depth - 1)
            case UInt8(ascii: "\""): _ = try scannedString()
            case UInt8(ascii: "t"): try literal("true")
            case UInt8(ascii: "f"): try literal("false")
            case UInt8(ascii: "n"): try literal("null")
            default: try scannedNumber()
            }
            guard try isFollowedByValue(floor) else { break }
        }
        valueStart = start
    }

    /// Passes over a value and answers where its bytes are.
    package mutating func rawValue() throws(JSONFault) -> Range<Int> {
        let start = position
        try skip()
        return start..<position
    }

    /// Leaves the containers that end here, down to a depth; whether a value follows in one of them.
    @inline(__always)
    private mutating func isFollowedByValue(_ floor: Int) throws(JSONFault) -> Bool {
        while steps.depth > floor {
            if steps.isInArray {
                if try isFollowedByElement() { return true }
            } else if try isFollowedByMember() {
                _ = try scannedKey()
                return true
            }
            steps.pop(to: steps.depth - 1)
        }
        return false
    }
}
