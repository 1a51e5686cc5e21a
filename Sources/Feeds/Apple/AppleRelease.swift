// SPDX-License-Identifier: Apache-2.0
import Domain

/// A release of macOS, as one document or several have it.
struct AppleRelease {
    /// Its version.
    let version: AppleVersion
    /// What it calls itself, for example `macOS Sequoia 15.7.9`.
    var name: String
    /// How bad the document calls what it fixes; `nil` where it does not say.
    var severity: Patch.Severity?
    /// The pages about it.
    var advisories: [AdvisoryReference]

    /// Makes a release.
    ///
    /// - Parameters:
    ///   - version: Its version.
    ///   - name: What it calls itself; empty for `macOS` and the version.
    ///   - issuedAt: The day on which it was released; `nil` where unknown.
    ///   - page: The address of Apple's page about what it fixes; empty where unknown.
    ///   - cves: The CVEs that it fixes.
    ///   - severity: How bad the worst of them is called.
    init(
        version: AppleVersion,
        name: String = "",
        issuedAt: Timestamp?,
        page: String = "",
        cves: [String] = [],
        severity: Patch.Severity? = nil
    ) {
        let name = name.isEmpty ? "macOS \(version.text)" : name
        self.version = version
        self.name = name
        self.severity = severity
        // Where nothing is fixed, the address is that of a list of all releases.
        let number = cves.isEmpty ? nil : Self.number(of: page)
        advisories = [
            AdvisoryReference(name: number ?? name, title: name, issuedAt: issuedAt, cves: cves)
        ]
    }

    /// This release with what another document says of it.
    func joined(with other: AppleRelease) -> AppleRelease {
        var joined = self
        joined.name = min(name, other.name)
        joined.severity = [severity, other.severity].compactMap(\.self).max()
        for advisory in other.advisories {
            guard let place = joined.advisories.firstIndex(where: { $0.name == advisory.name })
            else {
                joined.advisories.append(advisory)
                continue
            }
            var known = joined.advisories[place]
            known.title = min(known.title, advisory.title)
            known.issuedAt = [known.issuedAt, advisory.issuedAt].compactMap(\.self).min()
            known.cves += advisory.cves.filter { !known.cves.contains($0) }
            joined.advisories[place] = known
        }
        return joined
    }

    /// The release as a record.
    var record: PatchRecord {
        let isSecurity = version.isResponse || advisories.contains { !$0.cves.isEmpty }
        return PatchRecord(
            stream: version.stream,
            source: "macOS",
            version: version.text,
            title: name,
            advisories: advisories.map { advisory in
                var advisory = advisory
                advisory.cves.sort()
                return advisory
            }.sorted(),
            severity: severity,
            classification: isSecurity ? .security : .update,
            needsReboot: version.isResponse ? nil : true
        )
    }

    /// The number of a support page, `148281` or `HT213494`: the end of its address.
    private static func number(of page: String) -> String? {
        let end = page.split(separator: "/").last?.prefix { $0 != "?" && $0 != "#" } ?? ""
        let digits = end.drop { $0.isASCII && $0.isUppercase }
        guard end.count - digits.count <= 2, CalendarDate.number(digits, digits: 5...8) != nil
        else {
            return nil
        }
        return String(end)
    }
}
