// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Glibc

/// One connection of HTTP/1.1 to this machine: it writes a request and reads the answer, and does
/// nothing else, so that the time is the server's.
final class LoopbackClient {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)

    /// Connects to a port.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure("socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size) == 0
            }
        }
        guard isConnected else { throw Self.failure("connect to port \(port)") }
        var isPrompt: Int32 = 1
        let length = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isPrompt, length)
    }

    deinit { close(descriptor) }

    /// Sends a request and gives back the body of its answer.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the first line of any answer but 200.
    func body(of request: [UInt8]) throws -> ArraySlice<UInt8> {
        try write(request)
        var count = 0
        var head: AnswerHead?
        while true {
            if let head, count >= head.byteCount + head.bodyByteCount {
                return buffer[head.byteCount..<head.byteCount + head.bodyByteCount]
            }
            count += try read(at: count)
            if head == nil { head = try AnswerHead(buffer[..<count]) }
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let sent = bytes[done...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Self.failure("send") }
            done += sent
        }
    }

    private func read(at offset: Int) throws -> Int {
        if offset == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
        let received = buffer[offset...].withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        guard received > 0 else { throw Self.failure("recv") }
        return received
    }

    private static func failure(_ call: String) -> DomainError {
        DomainError(.requestInvalid, subject: "\(call): \(String(cString: strerror(errno)))")
    }
}

/// What stands before the body of an answer.
private struct AnswerHead {
    /// How long it is, the empty line included.
    let byteCount: Int
    /// How long the body is.
    let bodyByteCount: Int

    /// Reads a head; `nil` where its end has not come yet.
    init?(_ bytes: ArraySlice<UInt8>) throws {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        let lengths = lines.compactMap { line in
            line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(16)) : nil
        }
        guard lines[0].hasPrefix("HTTP/1.1 200 "), let length = lengths.first else {
            let rest = String(decoding: bytes[end.upperBound...].prefix(200), as: UTF8.self)
            throw DomainError(.requestInvalid, subject: "answer: \(lines[0]): \(rest)")
        }
        byteCount = end.upperBound
        bodyByteCount = length
    }
}
