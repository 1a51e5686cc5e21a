// SPDX-License-Identifier: Apache-2.0
import Domain

/// What a `repomd.xml` says about the repository's `updateinfo.xml`.
struct RepositoryMetadata: Equatable {
    /// The path below the repository's folder.
    var location = ""
    /// The SHA-256 of the file as it is stored.
    var sha256 = ""
    /// The SHA-256 of the text inside; `nil` where none is named.
    var openSHA256: String?
    /// When the list was made; `nil` where unknown.
    var publishedAt: Timestamp?

    /// Reads a whole `repomd.xml`; `name` stands for it in errors.
    ///
    /// Returns `nil` where the repository has no such list. Throws `.feedMalformed` with the line,
    /// and `.feedUnverified` where the list's checksum is not a SHA-256.
    static func read(_ bytes: [UInt8], name: String) throws -> RepositoryMetadata? {
        var reader = XMLReader(name: name)
        var document = Document(name: name)
        try bytes.withUnsafeBytes { buffer in
            try reader.feed(buffer) { event, line in try document.take(event, line) }
        }
        try reader.finish()
        return document.found
    }

    private struct Document {
        let name: String
        var found: RepositoryMetadata?
        private var path: [String] = []
        private var text = ""
        private var attributes: [String: String] = [:]
        private var current: RepositoryMetadata?
        private var line = 0

        init(name: String) { self.name = name }

        mutating func take(_ event: XMLEvent, _ line: Int) throws {
            self.line = line
            switch event {
            case .start(let element, let attributes):
                path.append(element)
                text = ""
                self.attributes = attributes
                guard path[0] == "repomd" else {
                    throw fault("the root is <\(path[0])>, not <repomd>")
                }
                if path == ["repomd", "data"], attributes["type"] == "updateinfo" {
                    guard found == nil else { throw fault("a second updateinfo") }
                    current = RepositoryMetadata()
                }
            case .text(let characters): text += characters
            case .end:
                try end()
                path.removeLast()
            }
        }

        private mutating func end() throws {
            guard var current else { return }
            let value = text.filter { !$0.isWhitespace }
            switch path.dropFirst() {
            case ["data", "location"]: current.location = try location()
            case ["data", "checksum"]: current.sha256 = try checksum(value)
            case ["data", "open-checksum"]: current.openSHA256 = try checksum(value)
            case ["data", "timestamp"]:
                // Older tools write a fraction of a second.
                let seconds = value.prefix { $0 != "." }
                current.publishedAt = ISODate.update(String(seconds))
            case ["data"]:
                guard !current.location.isEmpty else { throw fault("updateinfo has no location") }
                guard !current.sha256.isEmpty else { throw fault("updateinfo has no checksum") }
                found = current
                self.current = nil
                return
            default: break
            }
            self.current = current
        }

        private func location() throws -> String {
            let href = attributes["href"] ?? ""
            let parts = href.split(separator: "/", omittingEmptySubsequences: false)
            guard attributes["xml:base"] == nil, !href.contains("\0"),
                parts.allSatisfy({ !$0.isEmpty && $0 != ".." && $0 != "." })
            else { throw fault("updateinfo lies outside the repository: \(href)") }
            return href
        }

        private func checksum(_ text: String) throws -> String {
            let type = attributes["type"] ?? ""
            guard type == "sha256" else {
                throw DomainError(
                    .feedUnverified,
                    subject: "\(name), line \(line): updateinfo has a checksum of type \(type),"
                        + " not sha256"
                )
            }
            let isHash =
                text.utf8.count == 64
                && text.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
                }
            guard isHash else { throw fault("no SHA-256: \(text)") }
            return text
        }

        private func fault(_ what: String) -> DomainError {
            DomainError.malformed(name, line: line, what)
        }
    }
}
