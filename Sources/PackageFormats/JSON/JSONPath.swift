// SPDX-License-Identifier: Apache-2.0

/// The way from the top of a document to a value, kept so that a fault can name its place.
///
/// A step costs two stores: keys stay where they are in the document until a fault is described.
struct JSONPath {
    /// One container on the way: an array with an index, or an object with a key.
    struct Step: Sendable {
        /// The offset of the key's first byte, ``array`` or ``keyless``.
        var start: Int
        /// The offset after the key's last byte, or an array's index.
        var end: Int

        /// Marks the step into an array.
        static let array = -1
        /// Marks an object whose key is not read yet.
        static let keyless = -2
    }

    private let steps: UnsafeMutablePointer<Step>
    private(set) var depth = 0

    /// An empty path with room for ``JSONCursor/nestingLimit`` steps in the memory of the caller.
    init(steps: UnsafeMutablePointer<Step>) { self.steps = steps }

    /// The innermost step; there must be one.
    @inline(__always)
    var last: Step {
        get { steps[depth - 1] }
        nonmutating set { steps[depth - 1] = newValue }
    }

    @inline(__always)
    var isInArray: Bool { steps[depth - 1].start == Step.array }

    /// Enters a container; there must be room.
    @inline(__always)
    mutating func push(_ start: Int) {
        (steps + depth).initialize(to: Step(start: start, end: 0))
        depth += 1
    }

    /// Leaves every container beyond a depth.
    @inline(__always)
    mutating func pop(to depth: Int) { self.depth = depth }

    /// Goes to a depth where the innermost step is known; those around it must still be the same.
    mutating func restore(_ step: Step?, depth: Int) {
        self.depth = depth
        if let step { (steps + depth - 1).initialize(to: step) }
    }

    /// The text of the path, keys taken from the document's bytes.
    func text(_ bytes: UnsafePointer<UInt8>) -> String {
        var text = ""
        for index in 0..<depth {
            let step = steps[index]
            switch step.start {
            case Step.array: text += "[\(step.end)]"
            case Step.keyless: break
            default:
                let key = UnsafeBufferPointer(
                    start: bytes + step.start,
                    count: step.end - step.start
                )
                Self.append(key, to: &text)
            }
        }
        return text
    }

    private static let keyByteCountMax = 80

    /// Appends a key as it stands in the document, escapes and all.
    private static func append(_ key: UnsafeBufferPointer<UInt8>, to text: inout String) {
        let isPlain = !key.isEmpty && key.count <= keyByteCountMax && key.allSatisfy(isPlain)
        if isPlain {
            text += text.isEmpty ? "" : "."
            text += String(decoding: key, as: UTF8.self)
            return
        }
        let isLong = key.count > keyByteCountMax
        let shown = isLong ? UnsafeBufferPointer(rebasing: key[..<keyByteCountMax]) : key
        text += "[\""
        for scalar in String(decoding: shown, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += isLong ? "…\"]" : "\"]"
    }

    /// Whether a byte may stand in a key that is shown without quotes.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2D
            || byte == 0x24 || byte == 0x40 || byte == 0x3A || byte == 0x2F
    }
}
