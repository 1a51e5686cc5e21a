// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Files that a power cut leaves either as they were or as they were meant to be, never in between.
///
/// A write goes to a second file, which is flushed and then renamed over the first; the folder is
/// flushed too, because a rename is a change of the folder (rename(2), fsync(2)).
enum DurableFile {
    /// Replaces the content of a file; the new file has `mode`.
    static func write(_ bytes: Data, to path: String, mode: mode_t = 0o600) throws(FileFailure) {
        // Two processes may write the same file: each has its own second file.
        let temporary = "\(path).\(getpid()).new"
        try create(temporary, bytes, mode)
        guard rename(temporary, path) == 0 else { throw FileFailure("rename", temporary) }
        try syncFolder(path.parentFolder)
    }

    /// Writes a file that does not matter after a power cut: replaced in one step, not flushed.
    static func writeLightly(_ bytes: Data, to path: String) throws(FileFailure) {
        let temporary = "\(path).\(getpid()).new"
        try create(temporary, bytes, 0o600, isFlushed: false)
        guard rename(temporary, path) == 0 else { throw FileFailure("rename", temporary) }
    }

    /// The bytes of a file, or `nil` where there is none.
    static func read(_ path: String) throws(FileFailure) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure("open", path)
        }
        defer { close(descriptor) }
        var result = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure("read", path) }
            if count == 0 { return result }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// Creates a folder with its parents; does nothing where it exists.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(FileFailure) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        let parent = path.parentFolder
        guard errno == ENOENT, parent != path else { throw FileFailure("mkdir", path) }
        try makeFolder(parent, mode: 0o755)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileFailure("mkdir", path) }
    }

    /// Flushes a folder, so that the names in it survive a power cut.
    static func syncFolder(_ path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure("fsync", path) }
    }

    /// The names in a folder without `.` and `..`, sorted; none where there is no folder.
    static func names(in folder: String) throws(FileFailure) -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw FileFailure("opendir", folder)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func create(
        _ path: String,
        _ bytes: Data,
        _ mode: mode_t,
        isFlushed: Bool = true
    ) throws(FileFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        defer { close(descriptor) }
        guard fchmod(descriptor, mode) == 0 else { throw FileFailure("fchmod", path) }
        var written = 0
        let all = [UInt8](bytes)
        while written < all.count {
            let count = all.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure("write", path) }
            written += count
        }
        if isFlushed {
            guard fsync(descriptor) == 0 else { throw FileFailure("fsync", path) }
        }
    }
}

extension String {
    /// The folder of a path: everything before its last slash.
    var parentFolder: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }
}
