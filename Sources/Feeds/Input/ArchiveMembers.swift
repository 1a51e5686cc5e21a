// SPDX-License-Identifier: Apache-2.0
import CArchive
import Domain
import Foundation

/// The files inside a tar or zip archive, one after the other, each whole in memory or in pieces.
///
/// Nothing is ever unpacked to disk, so that a member's name is only a name. The archive may be
/// compressed as ``Decompressor`` reads it. A file that is no archive is its own only member. A zip
/// that is cut off throws, and so does a tar that is cut off inside a member or inside its
/// compression; a plain tar that ends between two members cannot be told from a whole one.
struct ArchiveMembers {
    /// One file inside.
    struct Member {
        /// The path inside the archive; `nil` where the file is no archive.
        let name: String?
        /// The content.
        let bytes: [UInt8]
        /// How many bytes of the archive's file are read by now.
        let readBytes: Int64
    }

    /// A part of what is inside, where members are not held whole.
    enum Piece {
        /// A member begins; the name is `nil` where the file is no archive.
        case start(name: String?)
        /// Its next bytes, which live for the call only, and how many of the archive's are read.
        case bytes(UnsafeRawBufferPointer, readBytes: Int64)
        /// It has ended, whole.
        case end
    }

    /// How many bytes a member may have: 64 MiB.
    static let memberLimit = 64 << 20
    /// How many bytes all members may have together: 32 GiB; they are never held together.
    static let totalLimit: Int64 = 32 << 30
    /// `S_IFREG` of stat(2), which marks regular files.
    private static let regularFile: UInt32 = 0o100000

    private let path: String
    private let memberLimit: Int
    private let totalLimit: Int64

    /// Makes a reader of a file that exists.
    init(
        path: String,
        memberLimit: Int = Self.memberLimit,
        totalLimit: Int64 = Self.totalLimit
    ) {
        self.path = path
        self.memberLimit = memberLimit
        self.totalLimit = totalLimit
    }

    /// Hands the files whose names end like this to `body`, in the archive's order, and returns how
    /// many others there are.
    ///
    /// Folders, links and devices are passed over without being counted. Throws what `body` throws,
    /// `.feedUnavailable` where the file cannot be opened, and `.feedMalformed` for an archive that
    /// is damaged or beyond the limits.
    func read(
        suffix: String,
        _ body: (Member) throws -> Void
    ) throws -> Int {
        var name: String?
        var bytes: [UInt8] = []
        var position: Int64 = 0
        return try stream(suffix: suffix) { piece in
            switch piece {
            case .start(let member):
                name = member
                bytes = []
            case .bytes(let block, let readBytes):
                bytes.append(contentsOf: block)
                position = readBytes
            case .end: try body(Member(name: name, bytes: bytes, readBytes: position))
            }
        }
    }

    /// The same for members that are too large to be held.
    ///
    /// Each comes as a start, the blocks that the archive is made of, and an end. Where it throws,
    /// the last member was not whole.
    func stream(
        suffix: String,
        _ body: (Piece) throws -> Void
    ) throws -> Int {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw DomainError(.feedUnavailable, subject: "\(path): no such file, or not readable")
        }
        guard let archive = archive_read_new() else {
            throw DomainError(.feedUnavailable, subject: "\(path): out of memory")
        }
        defer { archive_read_free(archive) }
        try switchOnFormats(archive)
        guard archive_read_open_filename(archive, path, Decompressor.chunkSize) == ARCHIVE_OK else {
            throw failure(archive, nil)
        }
        var isProven = false
        var unwanted = 0
        var total: Int64 = 0
        var entry: OpaquePointer?
        while try hasNext(archive, &entry) {
            try Task.checkCancellation()
            if !isProven, archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE,
                archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP
            {
                try ZipEnd.check(path: path)
            }
            isProven = true
            let isArchive = archive_format(archive) != ARCHIVE_FORMAT_RAW
            let name = isArchive ? Self.name(entry) : nil
            guard archive_entry_filetype(entry) == Self.regularFile,
                archive_entry_hardlink(entry) == nil
            else { continue }
            if let name, !name.hasSuffix(suffix) {
                unwanted += 1
                continue
            }
            try body(.start(name: name))
            try content(archive, name, &total, body)
            try body(.end)
        }
        return unwanted
    }

    private func switchOnFormats(_ archive: OpaquePointer) throws {
        let codes = [
            archive_read_support_filter_gzip(archive), archive_read_support_filter_bzip2(archive),
            archive_read_support_filter_xz(archive), archive_read_support_filter_lz4(archive),
            archive_read_support_filter_zstd(archive), archive_read_support_format_tar(archive),
            archive_read_support_format_zip(archive), archive_read_support_format_raw(archive),
            archive_read_support_format_empty(archive),
        ]
        guard codes.allSatisfy({ $0 == ARCHIVE_OK }) else { throw failure(archive, nil) }
    }

    /// A warning is about what is not used here, such as a name that the locale cannot show.
    private func hasNext(_ archive: OpaquePointer, _ entry: inout OpaquePointer?) throws -> Bool {
        let code = archive_read_next_header(archive, &entry)
        if code == ARCHIVE_EOF { return false }
        guard code == ARCHIVE_OK || code == ARCHIVE_WARN else { throw failure(archive, nil) }
        return true
    }

    private static func name(_ entry: OpaquePointer?) -> String {
        let text = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
        return text.map { String(cString: $0) } ?? "a member without a name"
    }

    private func content(
        _ archive: OpaquePointer,
        _ name: String?,
        _ total: inout Int64,
        _ body: (Piece) throws -> Void
    ) throws {
        var size: Int64 = 0
        while true {
            var block: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            let code = archive_read_data_block(archive, &block, &count, &offset)
            if code == ARCHIVE_EOF { return }
            guard code == ARCHIVE_OK else { throw failure(archive, name) }
            // A sparse file has holes, which would stand for bytes that are not there.
            guard offset == size else {
                throw DomainError.malformed(name ?? path, line: nil, "a sparse file")
            }
            size += Int64(count)
            total += Int64(count)
            guard size <= memberLimit else {
                throw DomainError.malformed(
                    name ?? path,
                    line: nil,
                    "more than \(memberLimit) bytes"
                )
            }
            guard total <= totalLimit else {
                throw DomainError.malformed(
                    path,
                    line: nil,
                    "more than \(totalLimit) bytes when unpacked"
                )
            }
            let bytes = UnsafeRawBufferPointer(start: block, count: count)
            try body(.bytes(bytes, readBytes: archive_filter_bytes(archive, -1)))
        }
    }

    private func failure(_ archive: OpaquePointer, _ name: String?) -> DomainError {
        let text = archive_error_string(archive).map { String(cString: $0) }
        let place = name.map { "\(path): \($0)" } ?? path
        return .malformed(place, line: nil, text ?? "the archive is damaged or cut off")
    }
}
