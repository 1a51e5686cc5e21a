// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension SQLTransaction {
    /// A write excludes every other one, so that the numbers after the largest are free; those of a
    /// transaction that is rolled back are given out again.
    func numbers(of packages: [InstalledPackage]) throws -> [UInt32] {
        let packages = packages.map(NumberedPackage.init)
        var numbers = try knownNumbers(of: packages)
        guard numbers.contains(nil) else { return numbers.compactMap(\.self) }
        var next: UInt32 =
            try first("SELECT COALESCE(MAX(number) + 1, 0) FROM installed_package") {
                try $0.get(0)
            } ?? 0
        var added: [[UInt8]: UInt32] = [:]
        var rows = BatchedRows(
            into: "installed_package",
            columns: NumberedPackage.columns + ["number"],
            conflict: ""
        )
        for (position, package) in packages.enumerated() where numbers[position] == nil {
            let key = package.key
            if added[key] == nil {
                try rows.add(package.values + [next.sqlValue], to: self)
                added[key] = next
                next += 1
            }
            numbers[position] = added[key]
        }
        try rows.flush(to: self)
        return numbers.compactMap(\.self)
    }

    func packages(from number: UInt32, _ each: (InstalledPackage) throws -> Void) throws {
        let columns = NumberedPackage.columns.joined(separator: ", ")
        try self.each(
            "SELECT \(columns) FROM installed_package WHERE number >= ? ORDER BY number",
            number
        ) { row in
            try each(try NumberedPackage.package(row))
        }
    }

    /// How many packages are looked for with one statement; the rest is looked for one by one.
    private static let lookupSize = 32

    private func knownNumbers(of packages: [NumberedPackage]) throws -> [UInt32?] {
        var numbers = [UInt32?](repeating: nil, count: packages.count)
        var start = 0
        while start < packages.count {
            let size = packages.count - start < Self.lookupSize ? 1 : Self.lookupSize
            try rows(
                size == 1 ? Self.lookup : Self.lookups,
                packages[start..<start + size].flatMap { $0.values }
            ) { row in
                let offset: Int = try row.get(0)
                numbers[start + offset] = try row.get(1)
            }
            start += size
        }
        return numbers
    }

    private static let lookup = lookup(count: 1)
    private static let lookups = lookup(count: lookupSize)

    /// A statement that answers with the place of each known package and its number.
    private static func lookup(count: Int) -> String {
        let condition = NumberedPackage.columns.map { $0 + " = ?" }.joined(separator: " AND ")
        return (0..<count).map { "SELECT \($0), number FROM installed_package WHERE \(condition)" }
            .joined(separator: " UNION ALL ")
    }
}
