// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What tells one run of a machine's kernel from the next (random(4), `boot_id`).
enum BootIdentity {
    /// The value for a root folder (empty: the machine); one without a `proc` has the machine's.
    static func read(root: String) -> String? {
        let path = "/proc/sys/kernel/random/boot_id"
        let paths = root.isEmpty ? [path] : [root + path, path]
        for path in paths {
            guard let bytes = try? DurableFile.read(path) else { continue }
            let text = String(decoding: bytes, as: UTF8.self).trimmed
            if !text.isEmpty { return text }
        }
        return nil
    }
}
