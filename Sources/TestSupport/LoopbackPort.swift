// SPDX-License-Identifier: Apache-2.0
import Foundation

/// TCP ports of 127.0.0.1 for servers under test.
package enum LoopbackPort {
    /// A port that nothing listens on at this moment.
    ///
    /// Another process may take it before the caller does; a test that can pass port 0 to its server
    /// does that instead. Throws `POSIXError` when no socket can be bound.
    package static func free() throws -> Int {
        let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(AF_INET, Int32(type), 0)
        guard descriptor >= 0 else { throw lastError() }
        defer { close(descriptor) }

        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
                guard bind(descriptor, generic, length) == 0 else { return -1 }
                return getsockname(descriptor, generic, &length)
            }
        }
        guard status == 0 else { throw lastError() }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func lastError() -> POSIXError {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}
