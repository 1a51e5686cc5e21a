// SPDX-License-Identifier: Apache-2.0
import CArchive

/// Archives of tests, written by libarchive.
enum ArchiveFixture {
    /// The kinds that advisories come in.
    enum Kind: String, CaseIterable, Sendable {
        case tar
        case tarGzip = "tar.gz"
        case tarXZ = "tar.xz"
        case zip
    }

    /// An archive with a folder `all/`, the files in it, and a link that says nothing.
    static func bytes(_ kind: Kind, _ files: [(name: String, text: String)]) -> [UInt8] {
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        switch kind {
        case .tar, .zip: break
        case .tarGzip: archive_write_add_filter_gzip(archive)
        case .tarXZ: archive_write_add_filter_xz(archive)
        }
        if kind == .zip {
            archive_write_set_format_zip(archive)
        } else {
            archive_write_set_format_pax_restricted(archive)
        }
        let size = files.reduce(64 << 10) { $0 + $1.text.utf8.count + 4_096 }
        var output = [UInt8](repeating: 0, count: size)
        let used = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { used.deallocate() }
        used.initialize(to: 0)
        output.withUnsafeMutableBytes { buffer in
            archive_write_open_memory(archive, buffer.baseAddress, buffer.count, used)
            write(archive, "all/", type: 0o040000, "")
            for file in files { write(archive, file.name, type: 0o100000, file.text) }
            write(archive, "all/link.json", type: 0o120000, "")
            archive_write_close(archive)
        }
        return Array(output[..<used.pointee])
    }

    private static func write(
        _ archive: OpaquePointer?,
        _ name: String,
        type: UInt32,
        _ text: String
    ) {
        let bytes = Array(text.utf8)
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_filetype(entry, type)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_size(entry, Int64(bytes.count))
        if type == 0o120000 { archive_entry_set_symlink(entry, "nowhere") }
        archive_write_header(archive, entry)
        _ = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    }
}
