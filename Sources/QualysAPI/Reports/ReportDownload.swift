// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import NIOCore
import Services
import Web

/// A report as a file, sent part by part.
enum ReportDownload {
    /// The answer with the whole content.
    static func reply(_ content: ReportContent) -> Reply {
        let cursor = PartCursor(content)
        return Reply.stream(
            ReplyStream(length: Int(content.report.byteCount)) { try await cursor.next() },
            contentType: "text/csv; charset=utf-8"
        )
        .header(
            .contentDisposition,
            "attachment; filename=\"\(fileName(of: content.report.name)).csv\""
        )
    }

    /// A name that every file system takes and that needs no escape in a header field: letters,
    /// digits, `-` and `_`, everything else as one `_`.
    static func fileName(of name: String) -> String {
        var safe = ""
        for scalar in name.unicodeScalars {
            let isSafe =
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isSafe || scalar == "-" {
                safe.unicodeScalars.append(scalar)
            } else if !safe.isEmpty, safe.last != "_" {
                safe.append("_")
            }
        }
        while safe.last == "_" { safe.removeLast() }
        return safe.isEmpty ? "report" : String(safe.prefix(100))
    }
}

/// Hands out the parts of a report one by one.
private actor PartCursor {
    private let content: ReportContent
    private var position = 0

    init(_ content: ReportContent) { self.content = content }

    func next() async throws -> ByteBuffer? {
        guard let part = try await content.part(at: position) else { return nil }
        position += 1
        return ByteBuffer(bytes: part)
    }
}
