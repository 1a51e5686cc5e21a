// SPDX-License-Identifier: Apache-2.0
import Domain

extension CSAFReading {
    /// Reads an advisory: in each stream, it is a patch that brings the packages which it fixes.
    mutating func readAdvisory(_ pool: inout CSAFPool) {
        let header = document.header
        var fixed: [Int] = []
        var seen: Set<Int> = []
        for vulnerability in document.vulnerabilities {
            fixed += fixes(of: vulnerability).filter { seen.insert($0).inserted }
        }
        // One that closes no hole has no statements about its products, and brings them all.
        if document.vulnerabilities.isEmpty {
            fixed = document.products.defined.filter(isComponent)
        }
        for number in fixed {
            guard let (package, platform) = package(number) else { continue }
            guard let place = place(package, &pool) else { continue }
            for stream in platform.streams {
                change(stream, header.id) { statement in
                    statement.add(place, isSource: package.isSource)
                    statement.add(platform.access)
                }
            }
        }
        countOthers(than: Set(fixed))
        finishAdvisory()
    }

    private func isComponent(_ number: Int) -> Bool {
        if case .component? = document.products.entries[number] { return true }
        return false
    }

    /// The place of a package in its fixed version; `nil`, and counted, where it has none.
    mutating func place(_ package: CSAFPackage, _ pool: inout CSAFPool) -> Int32? {
        guard let version = package.version else {
            tally.add(.noVersion)
            return nil
        }
        return pool.place(
            PatchBinary(
                name: package.name,
                architecture: package.architecture,
                version: version,
                size: nil
            )
        )
    }

    private mutating func countOthers(than fixed: Set<Int>) {
        var others: Set<Int> = []
        for numbers in document.vulnerabilities.flatMap(\.products.values) {
            others.formUnion(numbers)
        }
        for number in others.subtracting(fixed) {
            if case .package = target(number) { tally.add(.besideFix) }
        }
    }

    private mutating func finishAdvisory() {
        let header = document.header
        var cves: [String] = []
        for case let cve? in document.vulnerabilities.map(\.cve) where !cves.contains(cve) {
            cves.append(cve)
        }
        let impacts = document.vulnerabilities.flatMap(\.impacts)
        let severity =
            header.rating.flatMap { Patch.Severity(rating: $0) }
            ?? impacts.compactMap { Patch.Severity(rating: $0.rating) }.max()
        let remediations = document.vulnerabilities.flatMap(\.remediations)
        for stream in statements.map(\.stream) {
            change(stream, header.id) { statement in
                statement.title = header.title
                statement.issuedAt = header.issuedAt
                statement.cves = cves
                statement.severity = severity
                for remediation in remediations where remediation.category == .vendorFix {
                    statement.add(needsReboot: remediation.needsReboot)
                }
            }
        }
    }
}
