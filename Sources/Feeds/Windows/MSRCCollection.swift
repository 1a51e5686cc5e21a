// SPDX-License-Identifier: Apache-2.0
import Domain

/// Collects the vulnerabilities of CVRF documents: as patches, as advisories without a patch, and
/// which of them are exploited.
struct MSRCCollection {
    /// What was left aside so far.
    private(set) var tally = MSRCTally()
    private(set) var patches = WindowsPatches()
    private var advisories: [String: PatchRecord] = [:]
    private var exploited: [String: VulnerabilityRecord] = [:]

    /// How many patches and advisories there are.
    var count: Int { patches.count + advisories.count }

    /// Takes in a vulnerability; `products` are the names of its document's products.
    mutating func add(_ vulnerability: MSRCVulnerability, products: [String: String]) {
        let cves = CVEScan.names(in: vulnerability.name)
        if cves.isEmpty { tally.withoutCVE += 1 }
        var answered: Set<String> = []
        for remediation in vulnerability.remediations {
            if remediation.type == "Vendor Fix" {
                addFix(remediation, of: vulnerability, cves: cves, products: products)
                answered.formUnion(remediation.products)
            }
        }
        for remediation in vulnerability.remediations {
            guard let answer = remediation.answer else { continue }
            for id in remediation.products where answered.insert(id).inserted {
                guard let product = products[id] else { continue }
                addAdvisory(vulnerability, cves: cves, id: id, product: product, answer: answer)
            }
        }
        tally.withoutAnswer += Set(vulnerability.affected).subtracting(answered).count
        guard vulnerability.isExploited, let since = vulnerability.revisions.min() else { return }
        for cve in cves {
            var record = exploited[cve] ?? VulnerabilityRecord(cve: cve)
            record.exploitedSince = min(record.exploitedSince ?? since, since)
            exploited[cve] = record
        }
    }

    private mutating func addFix(
        _ fix: MSRCVulnerability.Remediation,
        of vulnerability: MSRCVulnerability,
        cves: [String],
        products: [String: String]
    ) {
        guard !fix.products.isEmpty else {
            tally.fixesWithoutProduct += 1
            return
        }
        guard let kb = KBNumber(Array(fix.description.utf8)) else {
            tally.otherFixes[fix.description, default: 0] += fix.products.count
            return
        }
        let replaced = KBNumber.list(Array(fix.supersedes.utf8))
        tally.unreadableReplaced += replaced.unreadable
        let numbers = cves.map { patches.cves.number(of: $0) }
        let title =
            vulnerability.title.isEmpty ? nil : patches.titles.number(of: vulnerability.title)
        // Later revisions change the words; the update came with the first one.
        let issuedAt = vulnerability.revisions.min()
        for id in fix.products {
            guard let product = products[id] else { continue }
            let severity = vulnerability.severity(product: id)
            patches.add(product: patches.products.number(of: product), kb: kb) { entry in
                entry.severity = [entry.severity, severity].compactMap(\.self).max()
                entry.issuedAt = [entry.issuedAt, issuedAt].compactMap(\.self).max()
                if let needsReboot = fix.needsReboot {
                    entry.needsReboot = needsReboot || entry.needsReboot == true
                }
                entry.cves += numbers
                entry.supersedes += replaced.numbers
                if let title { entry.titles.append(title) }
            }
        }
    }

    private mutating func addAdvisory(
        _ vulnerability: MSRCVulnerability,
        cves: [String],
        id: String,
        product: String,
        answer: AffectedPackage.Answer
    ) {
        let name = cves.first ?? vulnerability.name
        guard !name.isEmpty else {
            tally.withoutAnswer += 1
            return
        }
        let title = vulnerability.title.isEmpty ? nil : vulnerability.title
        let reference = AdvisoryReference(
            name: name,
            title: title ?? name,
            issuedAt: vulnerability.revisions.min(),
            cves: cves
        )
        let package = AffectedPackage(name: product, isSource: false, answer: answer)
        // What a later document says of the same product and vulnerability takes its place.
        advisories["\(name) \(product)"] = PatchRecord(
            stream: WindowsPatches.stream(product),
            source: name,
            version: "",
            title: title,
            advisories: [reference],
            severity: vulnerability.severity(product: id),
            classification: .security,
            affected: [package]
        )
    }

    /// The records: the patches, then the advisories without one, both in an order of their own.
    func records() -> [PatchRecord] {
        patches.records()
            + advisories.values.sorted { ($0.stream, $0.source) < ($1.stream, $1.source) }
    }

    /// The vulnerabilities that are exploited, by name.
    func vulnerabilities() -> [VulnerabilityRecord] {
        exploited.values.sorted { $0.cve < $1.cve }
    }
}
