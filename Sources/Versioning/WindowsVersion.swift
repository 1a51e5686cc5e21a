// SPDX-License-Identifier: Apache-2.0

/// A Windows build: numbers with dots between them, such as 10.0.19045.4291.
///
/// A build has major version, minor version, build and revision. Fewer and more numbers are taken
/// too, and a number that is not written is 0: "10.0" and "10.0.0.0" are the same. Numbers have any
/// length and are ordered by value. Spaces and tabs around the version are dropped; anything else
/// that is not a digit or a dot makes the text no build.
package struct WindowsVersion: Sendable {
    /// The version as it was written, without the spaces and tabs around it.
    package let text: String
    /// The numbers in decimal digits as they were written, never empty.
    package let numbers: [String]

    /// Reads a build, or throws what is wrong with it.
    package init(parsing text: String) throws(WindowsVersionError) {
        var copy = text
        let parsed = copy.withUTF8 { bytes in
            Result { () throws(WindowsVersionError) in try WindowsVersion(bytes) }
        }
        self = try parsed.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(WindowsVersionError) {
        guard let base = bytes.baseAddress else { throw .empty }
        let run = ByteRun(base, 0, bytes.count).trimmed
        if let fault = Self.fault(run) { throw fault }
        let text = run.text
        self.text = text
        numbers = text.split(separator: ".").map(String.init)
    }

    /// The first fault of a run of bytes.
    private static func fault(_ run: ByteRun) -> WindowsVersionError? {
        if run.isEmpty { return .empty }
        var isAfterNumber = false
        for index in run.start..<run.end {
            let byte = run[index]
            if ByteRun.isDigit(byte) {
                isAfterNumber = true
            } else if byte != 0x2E {
                return .notNumber(at: index)
            } else if isAfterNumber {
                isAfterNumber = false
            } else {
                return .numberMissing(at: index)
            }
        }
        return isAfterNumber ? nil : .numberMissing(at: run.end)
    }
}

extension WindowsVersion {
    /// Orders this version against another one: `.ascending` if this one is the older.
    package func order(to other: WindowsVersion) -> VersionOrder {
        guard let order = Self.compare(text, other.text) else {
            preconditionFailure("a version that was read once reads the same again")
        }
        return order
    }

    /// Orders two builds; `nil` where either is no row of numbers.
    package static func compare(_ first: String, _ second: String) -> VersionOrder? {
        var first = first
        var second = second
        return first.withUTF8 { firstBytes in
            second.withUTF8 { secondBytes in compare(firstBytes, secondBytes) }
        }
    }

    /// Orders two builds held as UTF-8 bytes, without allocating.
    ///
    /// The buffers may be the same, may overlap, and need not end with a zero byte.
    package static func compare(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> VersionOrder? {
        guard let a = numbers(first), let b = numbers(second) else { return nil }
        return a.order(to: b)
    }

    @inline(__always)
    private static func numbers(_ bytes: UnsafeBufferPointer<UInt8>) -> DottedNumbers? {
        guard let base = bytes.baseAddress else { return nil }
        var run = ByteRun(base, 0, bytes.count)
        if DottedNumbers.isWellFormed(run) { return DottedNumbers(run) }
        run = run.trimmed
        return DottedNumbers.isWellFormed(run) ? DottedNumbers(run) : nil
    }
}
