// SPDX-License-Identifier: Apache-2.0
import CArchive
import Domain

/// Bytes of tests: in chunks, and compressed.
enum Bytes {
    /// Hands a text to `body` in chunks of `size` bytes.
    static func feed(
        _ text: String,
        by size: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes(body)
        }
    }

    /// The compressions that apt and repositories use.
    enum Compression: String, CaseIterable, Sendable {
        case none = ""
        case gzip = ".gz"
        case xz = ".xz"
        case lz4 = ".lz4"
        case zstd = ".zst"
        case bzip2 = ".bz2"
    }

    /// Header, end mark and checksum of nothing (LZ4 Frame Format 1.6.3).
    private static let emptyLZ4Frame: [UInt8] = [
        0x04, 0x22, 0x4D, 0x18, 0x64, 0x40, 0xA7, 0, 0, 0, 0, 0x05, 0x5D, 0xCC, 0x02,
    ]

    /// The bytes as the compression's own tool would write them.
    static func compressed(_ bytes: [UInt8], by compression: Compression) -> [UInt8] {
        guard compression != .none else { return bytes }
        // libarchive 3.6 cannot close an lz4 stream into which nothing was written.
        if compression == .lz4, bytes.isEmpty { return emptyLZ4Frame }
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        switch compression {
        case .none: break
        case .gzip: archive_write_add_filter_gzip(archive)
        case .xz: archive_write_add_filter_xz(archive)
        case .lz4: archive_write_add_filter_lz4(archive)
        case .zstd: archive_write_add_filter_zstd(archive)
        case .bzip2: archive_write_add_filter_bzip2(archive)
        }
        archive_write_set_format_raw(archive)
        archive_write_set_bytes_in_last_block(archive, 1)
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 4_096)
        let used = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { used.deallocate() }
        used.initialize(to: 0)
        output.withUnsafeMutableBytes { buffer in
            archive_write_open_memory(archive, buffer.baseAddress, buffer.count, used)
            let entry = archive_entry_new()
            defer { archive_entry_free(entry) }
            archive_entry_set_filetype(entry, 0o100000)
            archive_write_header(archive, entry)
            _ = bytes.withUnsafeBytes {
                archive_write_data(archive, $0.baseAddress, $0.count)
            }
            archive_write_close(archive)
        }
        return Array(output[..<used.pointee])
    }
}

/// The text of an error of the domain as an operator sees it; empty where nothing was thrown.
func complaint(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return "\(error)"
    }
}

/// The same for what is awaited.
func asyncComplaint(_ body: () async throws -> Void) async -> String {
    do {
        try await body()
        return ""
    } catch {
        return "\(error)"
    }
}
