// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The names of a machine.
struct HostNames: Sendable, Equatable {
    /// The name without its domain.
    var short: String?
    /// The name with its domain, if it has one.
    var full: String?
    /// The domain.
    var domain: String? {
        guard let full, let dot = full.firstIndex(of: ".") else { return nil }
        return String(full[full.index(after: dot)...])
    }

    /// Asks the system for its name, and `/etc/hosts` for the long one.
    static func read() -> HostNames {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return HostNames() }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let hosts = (try? DurableFile.read("/etc/hosts")) ?? nil
        return HostNames(
            name: String(decoding: bytes, as: UTF8.self),
            hosts: String(decoding: hosts ?? Data(), as: UTF8.self)
        )
    }

    /// Puts the names together: the long one is the host's own, or stands before it in hosts(5).
    init(name: String, hosts: String) {
        guard !name.isEmpty else { return }
        if let dot = name.firstIndex(of: ".") {
            short = String(name[..<dot])
            full = name
            return
        }
        short = name
        for line in hosts.split(separator: "\n") {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.dropFirst()
            guard words.contains(where: { $0 == name }) else { continue }
            if let long = words.first(where: { $0.hasPrefix(name + ".") }) {
                full = String(long)
                return
            }
        }
    }

    private init() {}
}
