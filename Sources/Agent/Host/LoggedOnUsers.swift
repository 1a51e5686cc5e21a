// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The users that are logged on, as utmp(5) tells.
enum LoggedOnUsers {
    /// The names, each once, sorted.
    ///
    /// Not safe for concurrent use: the C library keeps a position.
    static func read() -> [String] {
        var names = Set<String>()
        setutxent()
        defer { endutxent() }
        while let entry = getutxent() {
            guard Int32(entry.pointee.ut_type) == USER_PROCESS else { continue }
            let name = withUnsafeBytes(of: entry.pointee.ut_user) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.isEmpty { names.insert(name) }
        }
        return names.sorted()
    }
}
