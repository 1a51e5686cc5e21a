// SPDX-License-Identifier: Apache-2.0
import CArchive
import Domain
import Foundation

/// Reads a file or bytes, plain or compressed by gzip, xz, lz4, zstd or bzip2, in chunks.
///
/// The compression is told from the content, never from the name. Only these five filters of
/// libarchive are switched on: with all of them a text that begins like uuencode or an RPM would be
/// unpacked too, and some filters start other programs. A truncated or corrupt stream throws, but
/// gzip's own checksum is not looked at by libarchive: callers that need proof compare a SHA-256.
package struct Decompressor: Sendable {
    /// Where the bytes come from.
    private enum Input: Sendable {
        case file(path: String)
        case bytes([UInt8])
    }

    /// The size of the chunks that are handed out, in bytes; only the last one may be smaller.
    package static let chunkSize = 256 << 10
    /// How many decompressed bytes are accepted where the caller sets no limit: 4 GiB.
    package static let defaultLimit: Int64 = 4 << 30

    private let input: Input
    private let name: String
    private let limit: Int64

    /// Reads a file; `limit` is the largest accepted number of decompressed bytes.
    ///
    /// `name` stands for it in errors where its path would say nothing.
    package init(path: String, name: String? = nil, limit: Int64 = defaultLimit) {
        input = .file(path: path)
        self.name = name ?? path
        self.limit = limit
    }

    /// Reads bytes in memory; `name` stands for them in errors.
    package init(bytes: [UInt8], name: String, limit: Int64 = defaultLimit) {
        input = .bytes(bytes)
        self.name = name
        self.limit = limit
    }

    /// Hands the decompressed bytes to `body`, chunk by chunk; a chunk lives for the call only.
    ///
    /// Throws what `body` throws, `.feedUnavailable` where the file cannot be opened, and
    /// `.feedMalformed` for a damaged stream or one beyond the limit.
    package func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let archive = archive_read_new() else {
            throw DomainError(.feedUnavailable, subject: "\(name): out of memory")
        }
        defer { archive_read_free(archive) }
        try switchOnFilters(archive)
        switch input {
        case .file(let path):
            try checkFile(path)
            // The block size is what libarchive asks the file for at once.
            let code = archive_read_open_filename(archive, path, Self.chunkSize)
            guard code == ARCHIVE_OK else { throw failure(archive) }
            try readEntry(archive, body)
        case .bytes(let bytes):
            try bytes.withUnsafeBytes { buffer in
                let code = archive_read_open_memory(archive, buffer.baseAddress, buffer.count)
                guard code == ARCHIVE_OK else { throw failure(archive) }
                try readEntry(archive, body)
            }
        }
    }

    /// The whole content as one array, for inputs that are known to be small.
    package func contents() throws -> [UInt8] {
        var all: [UInt8] = []
        try read { all.append(contentsOf: $0) }
        return all
    }

    private func switchOnFilters(_ archive: OpaquePointer) throws {
        let codes = [
            archive_read_support_filter_gzip(archive), archive_read_support_filter_bzip2(archive),
            archive_read_support_filter_xz(archive), archive_read_support_filter_lz4(archive),
            archive_read_support_filter_zstd(archive), archive_read_support_format_raw(archive),
            archive_read_support_format_empty(archive),
        ]
        // A warning says that libarchive was built without the codec and would run a program.
        guard codes.allSatisfy({ $0 == ARCHIVE_OK }) else { throw failure(archive) }
    }

    private func checkFile(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DomainError(.feedUnavailable, subject: "\(name): no such file")
        }
        if isFolder.boolValue {
            throw DomainError(.feedUnavailable, subject: "\(name): is a folder, not a file")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw DomainError(.feedUnavailable, subject: "\(name): not readable")
        }
    }

    private func readEntry(
        _ archive: OpaquePointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var entry: OpaquePointer?
        let header = archive_read_next_header(archive, &entry)
        if header == ARCHIVE_EOF { return }
        guard header == ARCHIVE_OK else { throw failure(archive) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.chunkSize,
            alignment: 16
        )
        defer { chunk.deallocate() }
        var total: Int64 = 0
        while true {
            let count = archive_read_data(archive, chunk.baseAddress, chunk.count)
            guard count >= 0 else { throw failure(archive) }
            if count == 0 { return }
            total += Int64(count)
            guard total <= limit else {
                throw DomainError(
                    .feedMalformed,
                    subject: "\(name): more than \(limit) bytes when decompressed"
                )
            }
            try body(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
    }

    private func failure(_ archive: OpaquePointer) -> DomainError {
        let text = archive_error_string(archive).map { String(cString: $0) }
        return DomainError(
            .feedMalformed,
            subject: "\(name): \(text ?? "the compressed data is damaged or cut off")"
        )
    }
}
