// SPDX-License-Identifier: Apache-2.0
package import NIOCore

/// Writes JSON text (RFC 8259) straight into bytes, without a tree of values in between.
///
/// Commas are set by the writer; the caller keeps the order of keys, values, ends and beginnings.
/// A document that is not closed when it is finished stops the program: that is a defect of the
/// caller and never depends on data. Has one owner; not for concurrent use.
package struct JSONWriter: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var needsComma = false
    private var depth = 0

    /// Makes a writer with room for a number of bytes; it grows as needed.
    package init(capacity: Int = 4_096) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// The bytes written; the writer is used up.
    package consuming func finish() -> ByteBuffer {
        precondition(depth == 0, "a JSON object or array is not closed")
        return ByteBuffer(bytes: UnsafeBufferPointer(start: base, count: count))
    }

    /// Begins an object.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Ends the innermost object.
    package mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Begins an array.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Ends the innermost array.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a key that is known at compile time; it holds nothing that needs an escape.
    package mutating func key(_ name: StaticString) {
        let size = name.utf8CodeUnitCount
        reserve(size + 4)
        separate()
        base[count] = UInt8(ascii: "\"")
        (base + count + 1).update(from: name.utf8Start, count: size)
        base[count + size + 1] = UInt8(ascii: "\"")
        base[count + size + 2] = UInt8(ascii: ":")
        count += size + 3
        needsComma = false
    }

    /// Writes a key that is known only at run time.
    package mutating func key(dynamic name: String) {
        string(name)
        reserve(1)
        put(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    package mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { bytes in
            // Every byte may become six.
            reserve(bytes.count * 6 + 3)
            separate()
            put(UInt8(ascii: "\""))
            count += JSONEscaping.copy(bytes, to: base + count)
            put(UInt8(ascii: "\""))
        }
    }

    /// Writes a whole number.
    package mutating func integer(_ value: Int64) {
        reserve(24)
        separate()
        if value < 0 { put(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var length = 1
        var bound: UInt64 = 10
        while rest >= bound && length < 19 {
            length += 1
            bound = bound &* 10
        }
        var place = count + length
        count = place
        repeat {
            place -= 1
            base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Writes a number in its shortest form; one that is not finite becomes `null`, since JSON has
    /// no word for it.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        literal(value.description)
    }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes `null`.
    package mutating func null() { literal("null") }

    /// Writes JSON text that was made elsewhere, as one value.
    package mutating func raw(_ json: ByteBuffer) {
        json.withUnsafeReadableBytes { bytes in
            reserve(bytes.count + 1)
            separate()
            UnsafeMutableRawBufferPointer(start: base + count, count: bytes.count)
                .copyMemory(from: bytes)
            count += bytes.count
        }
    }

    private mutating func literal(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            reserve(bytes.count + 1)
            separate()
            if let start = bytes.baseAddress {
                (base + count).update(from: start, count: bytes.count)
            }
            count += bytes.count
        }
    }

    private mutating func open(_ bracket: UInt8) {
        reserve(2)
        separate()
        put(bracket)
        needsComma = false
        depth += 1
    }

    private mutating func close(_ bracket: UInt8) {
        precondition(depth > 0, "no JSON object or array is open")
        reserve(1)
        put(bracket)
        needsComma = true
        depth -= 1
    }

    /// Puts the comma that the next value needs; room for it is reserved by the caller.
    private mutating func separate() {
        if needsComma { put(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func put(_ byte: UInt8) {
        base[count] = byte
        count += 1
    }

    private mutating func reserve(_ extra: Int) {
        let needed = count + extra
        guard needed > capacity else { return }
        let larger = max(needed, capacity * 2)
        let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        target.update(from: base, count: count)
        base.deallocate()
        base = target
        capacity = larger
    }
}
