// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the name of a stream says of all its patches; made once where many are read.
struct ProductFacts: Sendable {
    /// The stream.
    let stream: Stream
    /// What people call it.
    let name: String
    /// Who publishes its fixes.
    let vendor: String?
    /// The product, where it is one of Microsoft's.
    let windows: WindowsProductName?

    init(_ stream: Stream) {
        self.stream = stream
        name = stream.product
        vendor = stream.vendor
        windows = stream.family == "windows" ? WindowsProductName(stream.release) : nil
    }
}

/// A product of Microsoft's as its advisories name it.
struct WindowsProductName: Sendable {
    /// Whether it is Windows itself, and not a program on it.
    ///
    /// What follows the word `Windows` tells: a release or the name of an edition; the kits for
    /// testing hardware (`HLK`) are named after the release that they are for.
    let isWindows: Bool
    /// The family: `Windows`, or the program's name before its first number.
    let family: String
    /// The architectures that the name says, in the words of Windows.
    let architectures: [String]

    /// Reads a name such as `Microsoft .NET Framework 4.8 on Windows Server 2019`.
    init(_ product: Substring) {
        var words = product.split(separator: " ")
        if words.first == "Microsoft" { words.removeFirst() }
        isWindows = Self.isWindows(words)
        let name = words.prefix { $0 != "on" }
        let head = name.prefix { $0.first?.isNumber != true }
        family = isWindows ? "Windows" : (head.isEmpty ? name : head).joined(separator: " ")
        let spoken = words.map { $0.lowercased() }
        architectures = Self.architectures.filter { part, _ in
            spoken.contains { $0.contains(part) }
        }.map(\.name)
    }

    private static func isWindows(_ words: [Substring]) -> Bool {
        guard words.count > 1, words[0] == "Windows", !words.contains("on"), !words.contains("HLK")
        else { return false }
        return words[1].first?.isNumber == true
            || editions.contains(words[1].prefix { $0 != "," })
    }

    private static let editions: Set<Substring> = [
        "Server", "RT", "Vista", "XP", "Embedded", "Storage", "MultiPoint", "Hyper-V",
    ]

    private static let architectures: [(part: String, name: String)] = [
        ("arm64", "ARM64"), ("itanium", "IA64"), ("x64", "X64"), ("32-bit", "X86"),
    ]
}
