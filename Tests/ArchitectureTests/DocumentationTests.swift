// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct DocumentationTests {
    @Test("every package declaration says what it is")
    func documentsAll() throws {
        expectNone(try Repository.current().sources.flatMap(Documentation.missing))
    }

    @Test(
        "a declaration without a comment is found",
        arguments: [
            "package func a() {}", "    public var a: Int", "package static let a = 1",
            "package final class A {}", "package class func a() {}", "package init() {}",
            "package init?(a: Int) {}", "package private(set) var a = 1",
            "static package let a = 1",
            "package nonisolated(unsafe) var a = 1", "package indirect enum A {}",
            "open class A {}",
            "package actor A {}", "package protocol A {}", "package typealias A = B",
            "package subscript(a: Int) -> Int { a }", "@inlinable package func a() {}",
            "@available(*, deprecated, message: \"(\") package func a() {}", "package struct A {}",
            "// no doc comment\npackage func a() {}", "///\npackage func a() {}",
            "/// detached\n\npackage func a() {}", "/// of b\nlet b = 1\npackage func a() {}",
            "/** block */\npackage func a() {}", "f(\n1)\npackage func a() {}",
            "/// a\n#if os(Linux)\npackage func a() {}", "@inlinable\npackage func a() {}",
            "/// why\npackage extension A {}",
        ]
    )
    func finds(text: String) {
        #expect(Documentation.missing(SwiftFile(path: "A.swift", text: text)).count == 1)
    }

    @Test(
        "a declaration with a comment, or that no other target sees, is left alone",
        arguments: [
            "/// A.\npackage func a() {}", "    /// A.\n    ///\n    package var a: Int",
            "/// A.\n@inlinable\n@available(\n  *,\n  deprecated\n)\npackage func a() {}",
            "/// A.\n@discardableResult package func a() {}", "func a() {}", "package import A",
            "// package func a() {}", "let a = \"\"\"\npackage func a() {}\n\"\"\"",
            "extension A {}",
            "private(set) var a = 1", "internal func a() {}", "package(set) var a = 1",
            "class A {}",
            "packages.append(1)", "case package(Int)", "let package = 1", "f(package: 1)",
            "let package = Package(\n    name: 1)",
        ]
    )
    func accepts(text: String) {
        #expect(Documentation.missing(SwiftFile(path: "A.swift", text: text)) == [])
    }

    @Test("what is found is told with its place")
    func tellsPlace() {
        let file = SwiftFile(path: "A.swift", text: "struct B {\n    package var a: Int // c\n}")
        #expect(Documentation.missing(file) == ["A.swift:2: no /// above `package var a: Int`"])
    }
}
