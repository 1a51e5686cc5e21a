// SPDX-License-Identifier: Apache-2.0
import Domain

/// Collects the rows of KB bulletin tables: one for each CVE, KB, product and component.
struct KBBulletinRows {
    /// The columns that are read; the others (`AffectedComponent`, `Impact`, `Exploits`) are not.
    static let columns = [
        "DatePosted", "CVE", "BulletinKB", "Title", "AffectedProduct", "Severity", "Supersedes",
    ]

    /// The places of the columns above.
    private enum Column {
        static let date = 0
        static let cve = 1
        static let kb = 2
        static let title = 3
        static let product = 4
        static let severity = 5
        static let supersedes = 6
    }

    /// The patches so far.
    private(set) var patches = WindowsPatches()
    /// What was left aside so far.
    private(set) var tally = KBBulletinTally()

    /// What each text of a column means, by its number: the same few texts fill most rows.
    private var ratings = TextNumbers()
    private var severities: [Patch.Severity?] = []
    private var cveTexts = TextNumbers()
    private var cveNumbers: [[Int32]] = []
    private var lists = TextNumbers()
    private var replaced: [(numbers: [KBNumber], unreadable: Int)] = []
    private var day: (digits: Int, midnight: Timestamp)?

    /// Takes in a row; throws `.feedMalformed` with its line.
    mutating func take(_ row: CSVRow) throws {
        guard let kb = KBNumber(row.bytes(Column.kb)) else {
            tally.countWithoutKB(try row[Column.kb])
            return
        }
        guard !row.bytes(Column.product).isEmpty else { throw row.fault("no AffectedProduct") }
        guard let product = patches.products.number(of: row.bytes(Column.product)) else {
            throw row.fault("AffectedProduct: not UTF-8")
        }
        let issuedAt = try date(row)
        let severity = try severity(row)
        let cves = try cves(row)
        let supersedes = try supersedes(row)
        let bytes = row.bytes(Column.title)
        let title = bytes.isEmpty ? nil : patches.titles.number(of: bytes)
        guard bytes.isEmpty || title != nil else { throw row.fault("Title: not UTF-8") }
        patches.add(product: product, kb: kb) { entry in
            entry.issuedAt = max(entry.issuedAt ?? issuedAt, issuedAt)
            entry.severity = [entry.severity, severity].compactMap(\.self).max()
            for cve in cves where entry.cves.last != cve { entry.cves.append(cve) }
            for number in supersedes where !entry.supersedes.contains(number) {
                entry.supersedes.append(number)
            }
            if let title { entry.titles.append(title) }
        }
    }

    private mutating func date(_ row: CSVRow) throws -> Timestamp {
        let bytes = row.bytes(Column.date)
        var digits = 0
        for byte in bytes.prefix(8) where (0x30...0x39).contains(byte) {
            digits = digits * 10 + Int(byte - 0x30)
        }
        if let day, bytes.count == 8, day.digits == digits { return day.midnight }
        let date = CalendarDate(
            year: digits / 10_000,
            month: digits / 100 % 100,
            day: digits % 100
        )
        guard bytes.count == 8, let date else {
            throw row.fault("DatePosted is no day like 20260612: \(try row[Column.date])")
        }
        day = (digits, date.midnight)
        return date.midnight
    }

    private mutating func severity(_ row: CSVRow) throws -> Patch.Severity? {
        guard let number = ratings.number(of: row.bytes(Column.severity)) else {
            throw row.fault("Severity: not UTF-8")
        }
        if number == severities.count {
            severities.append(Patch.Severity(rating: ratings[number]))
        }
        let severity = severities[Int(number)]
        if severity == nil { tally.countUnrated(ratings[number]) }
        return severity
    }

    private mutating func cves(_ row: CSVRow) throws -> [Int32] {
        guard let number = cveTexts.number(of: row.bytes(Column.cve)) else {
            throw row.fault("CVE: not UTF-8")
        }
        if number == cveNumbers.count {
            cveNumbers.append(
                CVEScan.names(in: cveTexts[number]).map { patches.cves.number(of: $0) }
            )
        }
        let numbers = cveNumbers[Int(number)]
        if numbers.isEmpty { tally.withoutCVE += 1 }
        return numbers
    }

    private mutating func supersedes(_ row: CSVRow) throws -> [KBNumber] {
        guard let number = lists.number(of: row.bytes(Column.supersedes)) else {
            throw row.fault("Supersedes: not UTF-8")
        }
        if number == replaced.count { replaced.append(KBNumber.list(lists[number].utf8)) }
        let list = replaced[Int(number)]
        tally.unreadableReplaced += list.unreadable
        return list.numbers
    }
}
