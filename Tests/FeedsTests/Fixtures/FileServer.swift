// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An HTTP server on the loopback that serves the files of one folder, one request a connection.
///
/// Folders at its top choose the answer: below `moved` everything is redirected to the same path
/// without it, below `broken` everything is an error 503, and below `private` a password is asked for.
final class FileServer: Sendable {
    /// The port of 127.0.0.1 that it listens on.
    let port: Int
    private let descriptor: Int32

    /// Starts to serve a folder; it stops with the last owner of this value.
    init(folder: String) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0
                    && getsockname(descriptor, generic, &length) == 0
                    && listen(descriptor, 16) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRINUSE) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Self.answer(connection, folder)
                close(connection)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// The address of a path below the folder.
    func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    private static func answer(_ connection: Int32, _ folder: String) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            request += buffer[..<count]
        }
        let text = String(decoding: request, as: UTF8.self)
        let words = text.split(separator: " ")
        guard words.count > 1 else { return }
        let path = String(words[1])
        if path.hasPrefix("/moved/") {
            send(connection, "302 Found\r\nLocation: \(path.dropFirst(6))", Data())
        } else if path.hasPrefix("/broken/") {
            send(connection, "503 Service Unavailable", Data())
        } else if path.hasPrefix("/private/"), !text.contains("Basic dXNlcjpwQHNz") {
            send(connection, "401 Unauthorized", Data())
        } else {
            let relative = path.hasPrefix("/private/") ? String(path.dropFirst(8)) : path
            let content = FileManager.default.contents(atPath: folder + relative)
            send(connection, content == nil ? "404 Not Found" : "200 OK", content ?? Data())
        }
    }

    private static func send(_ connection: Int32, _ status: String, _ body: Data) {
        let head =
            "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        let bytes = Array(head.utf8) + Array(body)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            done += count
        }
    }
}
