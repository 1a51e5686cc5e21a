// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files of this repository, as the checks read them: relative paths and text.
///
/// Every check is a function over such values, so that each can be shown a bad sample; only this type
/// touches the disk.
struct Repository: Sendable {
    /// Every file and folder, relative to the root; hidden ones and build output are left out.
    let paths: Set<String>
    /// The Swift files of `Sources` and `Tests`, sorted by path.
    let swiftFiles: [SwiftFile]
    /// The Markdown files of the root and of `docs`, sorted by path.
    let documents: [MarkdownDocument]

    private static let loaded = Result { try Repository(root: root) }

    /// The root, found from the place of this file in it.
    private static var root: URL {
        URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// The repository that these tests belong to, read once.
    static func current() throws -> Repository {
        try loaded.get()
    }

    /// The Swift files below `Sources`.
    var sources: [SwiftFile] {
        swiftFiles.filter { $0.target != nil }
    }

    private init(root: URL) throws {
        var paths = Set<String>()
        for name in try FileManager.default.contentsOfDirectory(atPath: root.path)
        where !name.hasPrefix(".") {
            paths.insert(name)
            let walk = FileManager.default.enumerator(
                atPath: root.appendingPathComponent(name).path
            )
            for case let below as String in walk ?? .init() {
                paths.insert(name + "/" + below)
            }
        }
        func text(_ path: String) throws -> String {
            try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        }
        self.paths = paths
        let sorted = paths.sorted()
        swiftFiles = try sorted.filter(Self.isSwift).map { SwiftFile(path: $0, text: try text($0)) }
        documents = try sorted.filter(Self.isDocument).map {
            MarkdownDocument(path: $0, text: try text($0))
        }
    }

    private static func isSwift(_ path: String) -> Bool {
        path.hasSuffix(".swift") && (path.hasPrefix("Sources/") || path.hasPrefix("Tests/"))
    }

    private static func isDocument(_ path: String) -> Bool {
        path.hasSuffix(".md") && (path.hasPrefix("docs/") || !path.contains("/"))
    }
}

/// One Swift file.
struct SwiftFile: Sendable {
    /// The path from the root.
    let path: String
    /// The lines as they are written, without their newlines.
    let lines: [Substring]
    /// The text without comments and string contents.
    let code: SwiftCode

    /// Reads a text.
    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        code = SwiftCode(text)
    }

    /// The folder below `Sources` that the file is in, or nil for a test.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}
