// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// The path and the query of a request, as routing needs them.
struct RequestTarget {
    /// The path with runs of slashes made one and without a slash at its end; escapes are kept.
    let path: String
    /// The query without its question mark.
    let query: Substring

    /// Takes a request's target apart.
    ///
    /// Slashes are collapsed without a redirect: clients glue addresses together carelessly, and a
    /// redirect would lose the body of a POST.
    init(_ request: Request) {
        guard let target = request.head.path, target.utf8.first == UInt8(ascii: "/") else {
            // The absolute form that proxies send (RFC 9112, section 3.2.2).
            self.init(path: request.uri.path[...], query: Substring(request.uri.query ?? ""))
            return
        }
        let end = target.utf8.firstIndex(of: UInt8(ascii: "#")) ?? target.endIndex
        let whole = target[..<end]
        guard let mark = whole.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            self.init(path: whole, query: "")
            return
        }
        self.init(path: whole[..<mark], query: whole[whole.utf8.index(after: mark)...])
    }

    private init(path: Substring, query: Substring) {
        self.query = query
        var previous: UInt8 = 0
        var isTidy = true
        for byte in path.utf8 {
            if byte == UInt8(ascii: "/"), previous == byte { isTidy = false }
            previous = byte
        }
        if isTidy, previous != UInt8(ascii: "/") || path.utf8.count == 1 {
            self.path = String(path)
        } else {
            self.path = "/" + path.split(separator: "/").joined(separator: "/")
        }
    }
}
