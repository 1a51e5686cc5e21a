// SPDX-License-Identifier: Apache-2.0

/// Rules about single files: length, licence line, length of functions, closed error tables.
enum FileRules {
    /// The most lines a file may have.
    static let lineCountMax = 500
    /// The most lines a function may have, its first and its last one included.
    static let functionLineCountMax = 70
    /// The first line of every source file.
    static let licenceLine = "// SPDX-License-Identifier: Apache-2.0"

    /// Files that are too long, with their lengths.
    static func tooLong(_ files: [SwiftFile]) -> [String] {
        files.filter { $0.lines.count > lineCountMax }
            .map { "\($0.path): \($0.lines.count) lines, \(lineCountMax) are allowed" }
    }

    /// Files that do not begin with the licence line.
    static func withoutLicence(_ files: [SwiftFile]) -> [String] {
        files.filter { $0.lines.first != licenceLine[...] }
            .map { "\($0.path):1: the first line is not \(licenceLine)" }
    }

    /// `default:` in files that map errors: a new kind of error must break their build.
    static func defaultsInErrorTables(_ files: [SwiftFile]) -> [String] {
        files.filter { $0.path.hasSuffix("Errors.swift") }.flatMap { file in
            file.code.lines.enumerated().compactMap { index, line in
                let squeezed = line.filter { !$0.isWhitespace }
                let isDefault =
                    squeezed.hasPrefix("default:") || squeezed.contains("@unknowndefault:")
                    || squeezed.contains(";default:") || squeezed.contains("{default:")
                return isDefault ? "\(file.path):\(index + 1): default: in an error table" : nil
            }
        }
    }

    /// Functions and initialisers that are too long, with their first lines.
    static func longFunctions(_ files: [SwiftFile]) -> [String] {
        files.flatMap { file in
            functionLines(file.code).filter { $0.count > functionLineCountMax }.map {
                "\(file.path):\($0.lowerBound): a function of \($0.count) lines, "
                    + "\(functionLineCountMax) are allowed"
            }
        }
    }

    /// The lines, from 1, of each function and initialiser that has a body.
    static func functionLines(_ code: SwiftCode) -> [ClosedRange<Int>] {
        var found: [ClosedRange<Int>] = []
        let bytes = code.bytes
        code.forEachWord { range in
            let isFunction = bytes[range].elementsEqual("func".utf8)
            let isInit =
                bytes[range].elementsEqual("init".utf8)
                && (range.lowerBound == 0 || bytes[range.lowerBound - 1] != UInt8(ascii: "."))
            guard isFunction || isInit, let end = bodyEnd(bytes, after: range.upperBound) else {
                return
            }
            found.append(code.lineNumber(at: range.lowerBound)...code.lineNumber(at: end))
        }
        return found
    }

    /// The place of the brace that ends the body of a function, or nil when it has none.
    ///
    /// Braces of default arguments stand inside parentheses. A requirement of a protocol has no body:
    /// the next declaration or the protocol's own end comes first.
    private static func bodyEnd(_ bytes: [UInt8], after start: Int) -> Int? {
        var parentheses = 0
        var braces = 0
        for offset in start..<bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
            case UInt8(ascii: "{"): braces += 1
            case UInt8(ascii: "}"):
                braces -= 1
                if braces < 0 { return nil }
                if braces == 0, parentheses == 0 { return offset }
            default:
                let isOutside = parentheses == 0 && braces == 0
                if isOutside, startsDeclaration(bytes[offset...], after: bytes[offset - 1]) {
                    return nil
                }
            }
        }
        return nil
    }

    private static func startsDeclaration(_ rest: ArraySlice<UInt8>, after before: UInt8) -> Bool {
        guard SwiftCode.isBlank(before), let first = rest.first, SwiftCode.isWord(first) else {
            return false
        }
        let word = String(decoding: rest.prefix(while: SwiftCode.isWord), as: UTF8.self)
        return ["func", "var", "init", "static", "associatedtype", "subscript"].contains(word)
    }
}
