// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc

/// The network interfaces of a machine that are up, without loopback.
struct NetworkInterfaces: Sendable, Equatable {
    /// The interfaces, by name.
    let all: [NetworkInterface]

    /// Asks the system (getifaddrs(3)), and proc(5) of a root folder (empty: the machine), which
    /// tells no gateways where it has none.
    static func read(root: String) -> NetworkInterfaces {
        var found: [InterfaceAddress] = []
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return NetworkInterfaces([], root: root) }
        defer { freeifaddrs(first) }
        var next = first
        while let entry = next?.pointee {
            next = entry.ifa_next
            if let address = InterfaceAddress(entry) { found.append(address) }
        }
        return NetworkInterfaces(found, root: root)
    }

    /// Puts together what is known of each interface.
    init(_ addresses: [InterfaceAddress], root: String) {
        let gateways = Gateways.read(root: root)
        let byName = Dictionary(grouping: addresses, by: \.interface)
        all = byName.keys.sorted().map { name in
            let own = byName[name] ?? []
            let ordered = own.filter { !$0.isVersion6 } + own.filter(\.isVersion6)
            return NetworkInterface(
                name: name,
                macAddress: Self.hardwareAddress(name, root: root),
                addresses: ordered.compactMap(\.text),
                gateway: gateways[name]
            )
        }
    }

    /// IPv4 addresses, then IPv6 ones, each by interface.
    var ipAddresses: [String] {
        let addresses = all.flatMap(\.addresses)
        return addresses.filter { !$0.contains(":") } + addresses.filter { $0.contains(":") }
    }

    /// Hardware addresses, each once, sorted.
    var macAddresses: [String] { Set(all.compactMap(\.macAddress)).sorted() }

    /// By sysfs(5); a root without it has the machine's, whose interfaces these are.
    private static func hardwareAddress(_ name: String, root: String) -> String? {
        let path = "/sys/class/net/\(name)/address"
        for path in root.isEmpty ? [path] : [root + path, path] {
            guard let bytes = try? DurableFile.read(path) else { continue }
            let text = String(decoding: bytes, as: UTF8.self).trimmed
            return text.isEmpty || text.allSatisfy { $0 == "0" || $0 == ":" } ? nil : text
        }
        return nil
    }
}

/// One address of an interface, or the interface alone.
struct InterfaceAddress: Sendable, Equatable {
    /// The interface's name.
    var interface: String
    /// The address; `nil` where there is none, or a link-local one, which names no machine.
    var text: String?

    /// Whether it is an address of IPv6.
    var isVersion6: Bool { text?.contains(":") ?? false }

    init(_ interface: String, _ text: String?) {
        self.interface = interface
        self.text = text.flatMap {
            $0.isEmpty || $0.hasPrefix("169.254.") || $0.hasPrefix("fe80:") ? nil : $0
        }
    }

    /// Reads an entry of getifaddrs(3); `nil` for an interface that is down, or loopback.
    init?(_ entry: ifaddrs) {
        let flags = Int32(bitPattern: entry.ifa_flags)
        guard flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0,
            let address = entry.ifa_addr
        else { return nil }
        var text: String?
        switch Int32(address.pointee.sa_family) {
        case AF_INET: text = Self.text(address, MemoryLayout<sockaddr_in>.size)
        case AF_INET6: text = Self.text(address, MemoryLayout<sockaddr_in6>.size)
        default: break
        }
        self.init(String(cString: entry.ifa_name), text)
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
}
