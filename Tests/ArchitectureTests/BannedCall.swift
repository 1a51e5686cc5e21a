// SPDX-License-Identifier: Apache-2.0

/// A piece of code that must not appear, and the files where it may all the same.
struct BannedCall: Sendable {
    /// The code, for example `Date()`.
    ///
    /// It is found as whole words. One that begins with a dot is found after nothing or after a type's
    /// name: `.now` finds `Date.now` and not `order.now`. Otherwise one that ends in a parenthesis is
    /// not found after a dot or `func`: `open(` does not find `window.open(` and `func open(`.
    let token: String
    /// Why it is banned.
    let reason: String
    /// Paths of files, or of folders with a slash at the end, each with the reason.
    let allowed: [String: String]

    /// Describes a ban.
    init(_ token: String, _ reason: String, allowed: [String: String] = [:]) {
        self.token = token
        self.reason = reason
        self.allowed = allowed
    }
}

/// The search for banned code.
enum BannedCallCheck {
    /// Every banned call and every exception that nothing uses, sorted.
    static func violations(_ files: [SwiftFile], _ bans: [BannedCall]) -> [String] {
        var output: [String] = []
        var used = Set<[String]>()
        for file in files {
            for (line, ban) in occurrences(in: file.code, of: bans) {
                let exception = ban.allowed.keys.first {
                    $0 == file.path || ($0.hasSuffix("/") && file.path.hasPrefix($0))
                }
                if let exception {
                    used.insert([ban.token, exception])
                } else {
                    output.append("\(file.path):\(line): \(ban.token) is banned: \(ban.reason)")
                }
            }
        }
        for ban in bans {
            for (path, reason) in ban.allowed {
                if !used.contains([ban.token, path]) {
                    output.append("BannedCalls.swift: stale, \(path) does not use \(ban.token)")
                }
                if reason.isEmpty {
                    output.append("BannedCalls.swift: no reason for \(ban.token) in \(path)")
                }
            }
        }
        return output.sorted()
    }

    /// The places of banned code, with the numbers of their lines.
    static func occurrences(
        in code: SwiftCode,
        of bans: [BannedCall]
    ) -> [(line: Int, ban: BannedCall)] {
        var bansByWord: [ArraySlice<UInt8>: [(ban: BannedCall, prefix: Int)]] = [:]
        for ban in bans {
            let bytes = Array(ban.token.utf8)
            let prefix = bytes.prefix { !SwiftCode.isWord($0) }.count
            let word = bytes[prefix...].prefix(while: SwiftCode.isWord)
            bansByWord[word, default: []].append((ban, prefix))
        }
        var found: [(line: Int, ban: BannedCall)] = []
        code.forEachWord { range in
            for (ban, prefix) in bansByWord[code.bytes[range]] ?? []
            where matches(ban.token, in: code.bytes, at: range.lowerBound - prefix) {
                found.append((code.lineNumber(at: range.lowerBound), ban))
            }
        }
        return found
    }

    private static func matches(_ token: String, in bytes: [UInt8], at start: Int) -> Bool {
        let end = start + token.utf8.count
        guard start >= 0, end <= bytes.count, bytes[start..<end].elementsEqual(token.utf8),
            let first = token.utf8.first, let last = token.utf8.last
        else { return false }
        if SwiftCode.isWord(last), end < bytes.count, SwiftCode.isWord(bytes[end]) { return false }
        let before = precedingWord(in: bytes, before: start)
        if first == UInt8(ascii: ".") {
            return before.isEmpty || before.first?.isUppercase == true
        }
        if last == UInt8(ascii: "(") {
            let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
            return before != "func" && (!isMember || before == "Swift")
        }
        return true
    }

    /// The word that ends before a place, over blanks, a dot and empty parentheses.
    ///
    /// It is `Date` before `.now` in `Date.now` and in `Date().now`. A closing bracket counts as a lower-case word.
    private static func precedingWord(in bytes: [UInt8], before start: Int) -> String {
        var end = start
        while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        if bytes[..<end].suffix(2).elementsEqual("()".utf8) { end -= 2 }
        if end > 0, ")]}?!".utf8.contains(bytes[end - 1]) { return "value" }
        let word = bytes[..<end].reversed().prefix(while: SwiftCode.isWord).reversed()
        return String(decoding: Array(word), as: UTF8.self)
    }
}
