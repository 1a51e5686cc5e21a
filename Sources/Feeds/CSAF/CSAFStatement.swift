// SPDX-License-Identifier: Apache-2.0
import Domain

/// What one document says about one advisory in one stream.
struct CSAFStatement: Equatable {
    /// The stream.
    let stream: Stream
    /// The name of the advisory, or of the vulnerability where none names the fix.
    let advisory: String
    /// The title, where the document is the advisory's own; else it only mentions it.
    var title: String?
    /// When it was issued; `nil` where unknown.
    var issuedAt: Timestamp?
    /// The CVEs that it answers here, in the document's order.
    var cves: [String] = []
    /// The binary packages with their fixed versions, as places in a ``CSAFPool``.
    var binaries: [Int32] = []
    /// The source packages with their fixed versions, as places in a ``CSAFPool``.
    var sources: [Int32] = []
    /// The packages without a fixed version, as places in a ``CSAFPool``.
    var affected: [Int32] = []
    /// The worst rating.
    var severity: Patch.Severity?
    /// Whether the machine must be restarted afterwards; `nil` where it is not told.
    var needsReboot: Bool?
    /// Whether everyone gets the fix.
    var isForEveryone = false
    /// The offers whose subscribers get it.
    var subscriptions: Set<String> = []

    /// Makes a statement that says nothing yet.
    init(stream: Stream, advisory: String) {
        self.stream = stream
        self.advisory = advisory
    }

    /// Adds a package in its fixed version.
    mutating func add(_ place: Int32, isSource: Bool) {
        if isSource { sources.append(place) } else { binaries.append(place) }
    }

    /// Keeps each package once.
    mutating func removeRepetitions() {
        var seen: Set<Int32> = []
        binaries = binaries.filter { seen.insert($0).inserted }
        sources = sources.filter { seen.insert($0).inserted }
    }

    /// Notes who gets the fix of a product.
    mutating func add(_ access: CSAFPlatform.Access) {
        switch access {
        case .everyone: isForEveryone = true
        case .subscribers(let name): subscriptions.insert(name)
        case .release: break
        }
    }

    /// Notes whether a restart is needed: one that needs it is enough.
    mutating func add(needsReboot other: Bool?) {
        guard let other else { return }
        needsReboot = needsReboot == true || other
    }

    /// Adds what another statement says about the same patch.
    mutating func join(_ other: Self) {
        let isOwn = title == nil && other.title != nil
        title = title ?? other.title
        issuedAt = isOwn ? other.issuedAt : issuedAt ?? other.issuedAt
        let all = isOwn ? other.cves + cves : cves + other.cves
        var seen: Set<String> = []
        cves = all.filter { seen.insert($0).inserted }
        binaries = Self.joined(binaries, other.binaries)
        sources = Self.joined(sources, other.sources)
        affected = Self.joined(affected, other.affected)
        severity = [severity, other.severity].compactMap { $0 }.max()
        add(needsReboot: other.needsReboot)
        isForEveryone = isForEveryone || other.isForEveryone
        subscriptions.formUnion(other.subscriptions)
    }

    private static func joined(_ first: [Int32], _ second: [Int32]) -> [Int32] {
        if first.isEmpty || first == second { return second }
        if second.isEmpty { return first }
        var seen = Set(first)
        return first + second.filter { seen.insert($0).inserted }
    }

    /// Whose subscribers alone get the fix; `nil` for everyone.
    var subscription: String? {
        if isForEveryone { return nil }
        return subscriptions.contains("SUSE LTSS") ? "SUSE LTSS" : subscriptions.min()
    }

    /// What kind of change it is: Red Hat and SUSE name advisories that close no hole differently
    /// (`RHBA-`, `RHEA-`; `SUSE-RU-`, `SUSE-OU-`, `SUSE-FU-`).
    var classification: Patch.Classification {
        let kinds = advisory.split(separator: "-", maxSplits: 2)
        let updates: Set<Substring> = ["RU", "OU", "FU"]
        if kinds.first == "RHBA" || kinds.first == "RHEA" { return .update }
        return kinds.count > 1 && updates.contains(kinds[1]) ? .update : .security
    }
}

/// The packages of all documents of an import, each once.
struct CSAFPool {
    /// Packages in fixed versions.
    private(set) var binaries: [PatchBinary] = []
    /// Packages without a fixed version.
    private(set) var affected: [AffectedPackage] = []
    private var binaryPlaces: [PatchBinary: Int32] = [:]
    private var affectedPlaces: [AffectedPackage: Int32] = [:]

    /// The place of a package in a fixed version.
    mutating func place(_ binary: PatchBinary) -> Int32 {
        if let place = binaryPlaces[binary] { return place }
        let place = Int32(binaries.count)
        binaryPlaces[binary] = place
        binaries.append(binary)
        return place
    }

    /// The place of a package without a fixed version.
    mutating func place(_ package: AffectedPackage) -> Int32 {
        if let place = affectedPlaces[package] { return place }
        let place = Int32(affected.count)
        affectedPlaces[package] = place
        affected.append(package)
        return place
    }
}
