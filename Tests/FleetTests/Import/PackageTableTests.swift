// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Fleet
import Testing

@Suite struct PackageTableTests {
    private static let bash = InstalledPackage(
        name: "bash",
        architecture: "amd64",
        version: "5.2-1",
        source: "bash"
    )

    @Test("a row has one number, and every member makes another row")
    func tellsRowsApart() {
        var rows = [Self.bash]
        for change: (inout InstalledPackage) -> Void in [
            { $0.name = nil }, { $0.name = "bash-static" }, { $0.architecture = nil },
            { $0.architecture = "arm64" }, { $0.version = "5.2-2" }, { $0.source = "ksh" },
            { $0.sourceVersion = "5.2" }, { $0.isHeld = true }, { $0.isUnconfigured = true },
        ] {
            var row = Self.bash
            change(&row)
            rows.append(row)
        }
        var table = PackageTable()
        for _ in 0..<2 {
            #expect(rows.map { table.number(of: $0) } == (0..<10).map { UInt32($0) })
        }
        #expect(table.packages == rows)
        #expect(table.count == 10)
        #expect(rows.map { table.existingNumber(of: $0) } == (0..<10).map { UInt32($0) })
    }

    @Test("what is not in a table has no number, and gets none by asking")
    func answersNothing() {
        var table = PackageTable()
        #expect(table.existingNumber(of: Self.bash) == nil)
        table.append(Self.bash)
        var other = Self.bash
        other.version = "6"
        #expect(table.existingNumber(of: other) == nil)
        #expect(table.count == 1)
    }

    @Test("numbers have no gaps, whether rows come from storage or from machines")
    func continuesStorage() {
        var table = PackageTable()
        table.reserve(50)
        let rows = (0..<3_000).map {
            InstalledPackage(
                name: "package-\($0 % 1_000)",
                architecture: nil,
                version: "1.\($0 / 1_000)",
                source: "package"
            )
        }
        for (index, row) in rows[..<1_500].enumerated() {
            #expect(table.append(row) == UInt32(index))
        }
        // Reserving less than there is changes nothing.
        table.reserve(10)
        for (index, row) in rows.enumerated() {
            #expect(table.number(of: row) == UInt32(index))
        }
        #expect(table.packages == rows)
    }

    @Test("a row that storage holds twice takes two numbers and answers with the first")
    func keepsRepeatedRows() {
        var table = PackageTable()
        #expect(table.append(Self.bash) == 0)
        #expect(table.append(Self.bash) == 1)
        #expect(table.count == 2)
        #expect(table.number(of: Self.bash) == 0)
        var other = Self.bash
        other.version = "6"
        #expect(table.number(of: other) == 2)
    }

    @Test("the native architecture is the first that is one machine's")
    func findsArchitecture() {
        var table = PackageTable()
        let architectures = [nil, "all", "noarch", "", "i386", "amd64"]
        let numbers = architectures.enumerated().map { index, architecture in
            var row = Self.bash
            row.architecture = architecture
            row.version = "\(index)"
            return table.number(of: row)
        }
        #expect(table.nativeArchitecture(of: numbers) == "i386")
        #expect(table.nativeArchitecture(of: numbers.reversed()) == "amd64")
        #expect(table.nativeArchitecture(of: Array(numbers[..<4])) == nil)
        #expect(table.nativeArchitecture(of: []) == nil)
        #expect(PackageTable().nativeArchitecture(of: []) == nil)
    }

    /// The row of which only source and version are known.
    private static func plain(_ source: String, _ version: String) -> InstalledPackage {
        InstalledPackage(name: nil, architecture: nil, version: version, source: source)
    }

    @Test("parts have the number of their row, whoever was asked first")
    func findsParts() {
        // Of each length up to more than two blocks, so that every way to read a rest is taken.
        let texts = (0...40).map { String(repeating: "x", count: $0) }
        let pairs = texts.flatMap { source in
            texts.map { (source: source + "-source", version: "1:" + $0) }
        }
        var table = PackageTable()
        let known = pairs[..<800].map { table.number(of: Self.plain($0.source, $0.version)) }
        var numbers: [UInt32] = [7]
        for _ in 0..<2 {
            numbers = [7]
            table.append(numbersOf: pairs, to: &numbers)
            #expect(numbers == [7] + pairs.indices.map { UInt32($0) })
        }
        #expect(Array(numbers[1...800]) == known)
        #expect(table.packages == pairs.map { Self.plain($0.source, $0.version) })
        numbers.removeFirst()
        #expect(pairs.map { table.number(of: Self.plain($0.source, $0.version)) } == numbers)
    }

    @Test("parts that make the same text together are different rows")
    func tellsPartsApart() {
        var table = PackageTable()
        var numbers: [UInt32] = []
        let pairs = [("ab", "c"), ("a", "bc"), ("", "abc"), ("abc", ""), ("", "")]
        table.append(numbersOf: pairs, to: &numbers)
        table.append(numbersOf: pairs.reversed(), to: &numbers)
        #expect(numbers == [0, 1, 2, 3, 4, 4, 3, 2, 1, 0])
    }

    @Test("texts that Swift takes for the same make one row, whatever their bytes")
    func comparesPartsAsSwiftDoes() {
        var table = PackageTable()
        var numbers: [UInt32] = []
        table.append(numbersOf: [("caf\u{E9}", "1"), ("cafe\u{301}", "1")], to: &numbers)
        #expect(numbers == [0, 0])
        #expect(table.count == 1)
    }

    @Test("a copy of a table goes its own way")
    func copiesParts() {
        var table = PackageTable()
        var numbers: [UInt32] = []
        table.append(numbersOf: [("bash", "1")], to: &numbers)
        var copy = table
        copy.append(numbersOf: [("bash", "2"), ("bash", "1")], to: &numbers)
        table.append(numbersOf: [("ksh", "1"), ("bash", "2")], to: &numbers)
        #expect(numbers == [0, 1, 0, 1, 2])
    }
}
