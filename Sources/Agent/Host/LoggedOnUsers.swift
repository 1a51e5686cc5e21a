// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The users that are logged on, as utmp(5) tells.
enum LoggedOnUsers {
    /// The names in the file of a root folder (empty: the machine), each once, sorted.
    static func read(root: String) -> [String] {
        guard let bytes = try? DurableFile.read(root + "/run/utmp") else { return [] }
        return names(in: bytes)
    }

    /// The names in the records of a file.
    static func names(in file: Data) -> [String] {
        var names = Set<String>()
        let size = MemoryLayout<utmpx>.size
        for start in stride(from: 0, through: file.count - size, by: size) {
            let record = file.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: start, as: utmpx.self)
            }
            guard Int32(record.ut_type) == USER_PROCESS else { continue }
            let name = withUnsafeBytes(of: record.ut_user) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.isEmpty { names.insert(name) }
        }
        return names.sorted()
    }
}
