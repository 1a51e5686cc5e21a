// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The addresses of a machine's network interfaces, without loopback.
struct NetworkInterfaces: Sendable, Equatable {
    /// IPv4 addresses, then IPv6 ones, each by interface; link-local ones are left out, because
    /// they name no machine.
    var ipAddresses: [String] = []
    /// Hardware addresses, sorted.
    var macAddresses: [String] = []

    /// Asks the system (getifaddrs(3), sysfs(5)).
    static func read() -> NetworkInterfaces {
        var result = NetworkInterfaces()
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return result }
        defer { freeifaddrs(first) }
        var names = Set<String>()
        var version4: [String] = []
        var version6: [String] = []
        var next = first
        while let entry = next?.pointee {
            next = entry.ifa_next
            let flags = Int32(bitPattern: entry.ifa_flags)
            guard flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0,
                let address = entry.ifa_addr
            else { continue }
            names.insert(String(cString: entry.ifa_name))
            switch Int32(address.pointee.sa_family) {
            case AF_INET: version4.append(text(address, MemoryLayout<sockaddr_in>.size))
            case AF_INET6: version6.append(text(address, MemoryLayout<sockaddr_in6>.size))
            default: continue
            }
        }
        result.ipAddresses = (version4 + version6).filter { address in
            !address.isEmpty && !address.hasPrefix("169.254.") && !address.hasPrefix("fe80:")
        }
        result.macAddresses = Set(names.compactMap(hardwareAddress)).sorted()
        return result
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>, _ size: Int) -> String {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = getnameinfo(
            address,
            socklen_t(size),
            &buffer,
            socklen_t(buffer.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        guard status == 0 else { return "" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hardwareAddress(_ name: String) -> String? {
        guard let bytes = try? DurableFile.read("/sys/class/net/\(name)/address") else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        return text.isEmpty || text.allSatisfy { $0 == "0" || $0 == ":" } ? nil : text
    }
}
