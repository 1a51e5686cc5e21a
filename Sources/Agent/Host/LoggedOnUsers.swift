// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The sessions of a machine's users, as utmp(5) and wtmp(5) tell.
enum LoggedOnUsers {
    /// How much of the end of a history is looked at: more than a hundred sessions.
    private static let historyBytes: UInt64 = 64 * 1_024

    /// The names in the file of a root folder (empty: the machine), each once, sorted.
    static func read(root: String) -> [String] {
        guard let bytes = try? DurableFile.read(root + "/run/utmp") else { return [] }
        return names(in: bytes)
    }

    /// The names in the records of a file.
    static func names(in file: Data) -> [String] {
        Set(sessions(in: file).map(\.name)).sorted()
    }

    /// The user who logged on last, logged on or not, of a root folder (empty: the machine); `nil`
    /// where neither file tells.
    static func last(root: String) -> String? {
        let present = (try? DurableFile.read(root + "/run/utmp")) ?? nil
        let all =
            sessions(in: end(of: root + "/var/log/wtmp")) + sessions(in: present ?? Data())
        return all.max { $0.began < $1.began }?.name
    }

    private struct Session {
        let name: String
        /// In seconds since 1970.
        let began: Int64
    }

    private static func sessions(in file: Data) -> [Session] {
        var sessions: [Session] = []
        let size = MemoryLayout<utmpx>.size
        for start in stride(from: 0, through: file.count - size, by: size) {
            let record = file.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: start, as: utmpx.self)
            }
            guard Int32(record.ut_type) == USER_PROCESS else { continue }
            let name = withUnsafeBytes(of: record.ut_user) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.isEmpty else { continue }
            sessions.append(Session(name: name, began: Int64(record.ut_tv.tv_sec)))
        }
        return sessions
    }

    /// The last whole records of a file; none where it cannot be read.
    private static func end(of path: String) -> Data {
        guard let file = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? file.close() }
        let size = UInt64(MemoryLayout<utmpx>.size)
        guard let length = try? file.seekToEnd() else { return Data() }
        let records = min(length, historyBytes) / size
        guard (try? file.seek(toOffset: (length / size - records) * size)) != nil else {
            return Data()
        }
        return (try? file.readToEnd()) ?? Data()
    }
}
