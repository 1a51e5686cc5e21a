// SPDX-License-Identifier: Apache-2.0
import Foundation

/// When a machine was started.
enum BootTime {
    /// The line `btime` of `/proc/stat` below a root, in seconds since 1970 (proc(5)); `nil` where
    /// there is none, as below a root folder that is not running.
    static func read(root: String) throws -> Int64? {
        guard let bytes = try DurableFile.read(root + "/proc/stat") else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("btime ") {
            return Int64(line.dropFirst("btime ".count))
        }
        return nil
    }
}
