// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct FileRuleTests {
    @Test("the repository was found and read")
    func readsRepository() throws {
        let repository = try Repository.current()
        #expect(repository.paths.contains("Package.swift"))
        #expect(repository.sources.contains { $0.path == "Sources/TestSupport/TestSupport.swift" })
        let own = "Tests/ArchitectureTests/FileRuleTests.swift"
        #expect(repository.swiftFiles.contains { $0.path == own })
    }

    @Test("no file is too long")
    func limitsFiles() throws {
        expectNone(FileRules.tooLong(try Repository.current().swiftFiles))
        let lines = (1...500).map { "\($0)\n" }.joined()
        let good = SwiftFile(path: "A.swift", text: lines)
        let bad = SwiftFile(path: "B.swift", text: lines + "x")
        #expect(FileRules.tooLong([good, bad]) == ["B.swift: 501 lines, 500 are allowed"])
    }

    @Test("every file begins with the licence")
    func hasLicence() throws {
        expectNone(FileRules.withoutLicence(try Repository.current().swiftFiles))
        let good = SwiftFile(path: "A.swift", text: FileRules.licenceLine + "\n")
        let bad = ["", "\n" + FileRules.licenceLine, FileRules.licenceLine + " ", "import A"]
        for text in bad {
            let file = SwiftFile(path: "B.swift", text: text)
            #expect(FileRules.withoutLicence([good, file]).count == 1, "\(text)")
        }
    }

    @Test("tables of errors are closed")
    func closesErrorTables() throws {
        expectNone(FileRules.defaultsInErrorTables(try Repository.current().sources))
        let samples = [
            ("default: 1", 1), ("    default :", 1), ("@unknown default: 1", 1),
            ("switch a { case .b: 1; default: 2 }", 1), ("// default: 1", 0),
            ("let text = \"default:\"", 0), ("defaultValue: 1", 0), ("f(default: 1)", 0),
        ]
        for (text, count) in samples {
            let table = SwiftFile(path: "Sources/A/AErrors.swift", text: text)
            let other = SwiftFile(path: "Sources/A/Other.swift", text: text)
            #expect(FileRules.defaultsInErrorTables([table, other]).count == count, "\(text)")
        }
    }

    @Test("no function is too long")
    func limitsFunctions() throws {
        expectNone(FileRules.longFunctions(try Repository.current().swiftFiles))
        let body = String(repeating: "    f()\n", count: 68)
        let good = SwiftFile(path: "A.swift", text: "func a() {\n\(body)}\n")
        let bad = SwiftFile(path: "B.swift", text: "\nfunc a() {\n\(body)    f()\n}\n")
        let expected = ["B.swift:2: a function of 71 lines, 70 are allowed"]
        #expect(FileRules.longFunctions([good, bad]) == expected)
    }

    @Test(
        "functions are found with their bodies",
        arguments: [
            ("func a() {}", [1...1]),
            ("struct A {\ninit?(b: Int) {\n}\n}", [2...3]),
            ("func a(b: () -> Int = { 1 }) -> [Int]\nwhere A: B {\nif c { d() }\n}", [1...4]),
            ("protocol A {\nfunc a()\nvar b: Int { get }\n}\nfunc c() {\n}", [5...6]),
            ("self.init(a: 1)\n{ }", []),
            ("func a() {\nfunc b() {\n}\n}", [1...4, 2...3]),
            ("func open() {", []),
            ("// func a() {}", []),
        ]
    )
    func findsFunctions(text: String, lines: [ClosedRange<Int>]) {
        #expect(FileRules.functionLines(SwiftCode(text)) == lines)
    }
}

/// Expects that a check found nothing, and shows what it found.
func expectNone(_ found: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
