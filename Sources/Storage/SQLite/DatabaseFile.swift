// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The file that holds a SQLite database, and the folder around it.
struct DatabaseFile: Sendable {
    /// The path of the file; SQLite keeps its log beside it as `-wal` and `-shm`.
    let path: String

    /// Makes the folder (mode 0700) and the file (mode 0600) where they are missing.
    ///
    /// The body fills the file while it has another name, so that no other program ever meets a
    /// database that is half set up. SQLite gives its log the mode of the file.
    ///
    /// An existing file is never opened here: closing any descriptor of a file gives up every POSIX
    /// lock that the process holds on it, those of other connections included (SQLite, "How To
    /// Corrupt An SQLite Database File", section 2.2).
    func create(filling fill: (_ path: String) throws -> Void) throws {
        try createFolder()
        guard !FileManager.default.fileExists(atPath: path) else { return }
        var template = Array((path + ".XXXXXX").utf8CString)
        // mkstemp(3) makes the file with mode 0600.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw refusal("create", path) }
        Foundation.close(descriptor)
        defer { unlink(template) }
        let name = template.dropLast().map { UInt8(bitPattern: $0) }
        try fill(String(decoding: name, as: UTF8.self))
        guard link(template, path) == 0 || errno == EEXIST else { throw refusal("create", path) }
    }

    /// The size of the file, or of a companion such as `-wal`, in bytes; 0 where it is missing.
    func size(ofCompanion suffix: String = "") -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }

    private func createFolder() throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        guard !FileManager.default.fileExists(atPath: folder.path) else { return }
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw SQLFault(.cannotOpen, message: "cannot create \(folder.path): \(error)")
        }
        // SQLite makes the names inside the folder durable, but not the folder's own name.
        try synchronize(folder.deletingLastPathComponent().path)
    }

    private func synchronize(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal("open", folder) }
        defer { Foundation.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal("synchronize", folder) }
    }

    private func refusal(_ verb: String, _ object: String) -> SQLFault {
        let reason = String(cString: strerror(errno))
        return SQLFault(.cannotOpen, message: "cannot \(verb) \(object): \(reason)")
    }
}
