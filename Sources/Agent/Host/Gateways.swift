// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Where interfaces send what has no other route, as the kernel's tables tell (proc(5),
/// `/proc/net/route` and `/proc/net/ipv6_route`).
enum Gateways {
    /// `RTF_UP` and `RTF_GATEWAY` of `<net/route.h>`: the route counts, and leads to a machine.
    private static let wantedFlags: UInt32 = 0x1 | 0x2

    /// The gateway of each interface by its name, of IPv4 where there is one, as a root folder tells
    /// (empty: the machine).
    static func read(root: String) -> [String: String] {
        let version4 = read(root + "/proc/net/route", version4)
        let version6 = read(root + "/proc/net/ipv6_route", version6)
        return version6.merging(version4) { _, preferred in preferred }
    }

    /// The nearest default route of each interface among the lines of a table.
    private static func read(
        _ path: String,
        _ route: ([Substring]) -> Route?
    ) -> [String: String] {
        guard let bytes = try? DurableFile.read(path) else { return [:] }
        var nearest: [String: Route] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let found = route(line.split { $0 == " " || $0 == "\t" }) else { continue }
            if let known = nearest[found.interface], known.metric <= found.metric { continue }
            nearest[found.interface] = found
        }
        return nearest.mapValues(\.gateway)
    }

    private struct Route {
        let interface: String
        let gateway: String
        let metric: UInt32
    }

    /// `Iface Destination Gateway Flags RefCnt Use Metric Mask …`: addresses as the machine's own
    /// whole numbers in hexadecimal, the metric in decimal.
    private static func version4(_ words: [Substring]) -> Route? {
        guard words.count >= 8, UInt32(words[1], radix: 16) == 0,
            UInt32(words[7], radix: 16) == 0, let gateway = UInt32(words[2], radix: 16),
            let flags = UInt32(words[3], radix: 16), flags & wantedFlags == wantedFlags,
            let metric = UInt32(words[6])
        else { return nil }
        // In memory the number is the address, byte by byte, whatever the machine's order.
        let text = withUnsafeBytes(of: gateway) { bytes in
            bytes.map(String.init).joined(separator: ".")
        }
        return Route(interface: String(words[0]), gateway: text, metric: metric)
    }

    /// `destination length source length gateway metric references uses flags interface`, all
    /// numbers in hexadecimal.
    private static func version6(_ words: [Substring]) -> Route? {
        guard words.count >= 10, words[0].allSatisfy({ $0 == "0" }), words[1] == "00",
            let flags = UInt32(words[8], radix: 16), flags & wantedFlags == wantedFlags,
            let metric = UInt32(words[5], radix: 16), let gateway = address(words[4])
        else { return nil }
        return Route(interface: String(words[9]), gateway: gateway, metric: metric)
    }

    /// The address of 32 hexadecimal digits in its usual form (RFC 5952).
    private static func address(_ digits: Substring) -> String? {
        let digits = Array(digits.utf8)
        guard digits.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: 32, by: 2) {
            let pair = String(decoding: digits[place..<place + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else {
            return nil
        }
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: text, as: UTF8.self)
    }
}
