// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Storage

@Suite struct SchemaTests {
    @Test("the schema is the one that is written down")
    func equalsGolden() async throws {
        let folder = try TemporaryDirectory()
        let schema = try await schema(folder.path("a.db"), steps: [Migration.all.count])
        let difference = try GoldenFile("schema.sql").difference(from: schema)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test("every past schema becomes the present one", arguments: 0..<Migration.all.count)
    func upgrades(from step: Int) async throws {
        let folder = try TemporaryDirectory()
        let present = try await schema(folder.path("new.db"), steps: [Migration.all.count])
        let upgraded = try await schema(
            folder.path("old.db"),
            steps: [step, Migration.all.count]
        )
        #expect(upgraded == present)
    }

    @Test("steps are numbered without gaps and named apart")
    func numbersSteps() {
        #expect(Migration.all.map(\.number) == Array(1...Int64(Migration.all.count)))
        #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
        #expect(Migration.all.first?.title == "0001_create_tenants")
    }

    @Test("the schema keeps to what all engines understand")
    func keepsToCommonSQL() {
        // SQLite alone knows these, or reads them in its own way.
        let banned = [
            "AUTOINCREMENT", "ROWID", "REPLACE", "PRAGMA", "STRICT", "GLOB", "\"", "`", "DATETIME",
            " INTEGER", " TEXT", " BLOB",
        ]
        for statement in Migration.all.flatMap(\.statements) {
            let upper = statement.uppercased()
            for word in banned where upper.contains(word) {
                Issue.record("\(word) in \(statement)")
            }
            let definesColumns =
                upper.hasPrefix("CREATE TABLE") || upper.hasPrefix("ALTER TABLE")
            #expect(statement.contains("{") == definesColumns)
        }
    }

    /// Opens a database, takes some first steps after others, and writes its schema down.
    private func schema(_ path: String, steps: [Int]) async throws -> String {
        let driver = try SQLiteDriver(path: path)
        for count in steps {
            try Migrator(history: Array(Migration.all.prefix(count))).run(on: driver)
        }
        let statements = try driver.readBlocking { connection throws in
            var statements: [String] = []
            try connection.rows(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type, name",
                []
            ) { statements.append(try $0.get(0) + ";\n") }
            return statements
        }
        try await driver.close()
        return statements.sorted().joined(separator: "\n")
    }
}
