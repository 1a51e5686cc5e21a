// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

/// A small organisation with names that are hard to store.
enum World {
    static let now = Timestamp(milliseconds: 1_767_225_600_000)

    static let root = tenant("Søndergård & Sønner ☂", .organisation, 1, "/1/")
    static let customer = tenant("Kunde «zwei»", .customer, 2, "/1/2/")
    static let site = tenant("Zweigstelle 日本", .site, 3, "/1/2/3/")
    /// The path begins with the same characters as the customer's and is not below it.
    static let stranger = tenant("Fremde", .customer, 20, "/1/20/")
    static let tenants = [root, customer, site, stranger]

    static func insertTenants(_ transaction: any StoreTransaction) throws {
        for tenant in tenants { try transaction.insert(tenant) }
    }

    static func tenant(_ name: String, _ kind: Tenant.Kind, _ number: Int64, _ path: String)
        -> Tenant
    {
        Tenant(
            id: ID(derivedFrom: "tenant \(name)"),
            number: number,
            kind: kind,
            name: name,
            path: TenantPath(stored: path)
        )
    }

    static func device(_ number: Int64, in site: Tenant = site, name: String? = nil) -> Device {
        Device(
            id: ID(derivedFrom: "device \(number)"),
            number: number,
            site: site.id,
            path: site.path,
            name: name ?? "web-\(number)",
            facts: DeviceFacts(),
            enrolledAt: now,
            agentKey: nil
        )
    }

    static func group(_ number: Int64, of tenant: Tenant = site, name: String) -> Group {
        Group(
            id: ID(derivedFrom: "group \(number)"),
            number: number,
            tenant: tenant.id,
            name: name
        )
    }

    static func user(_ number: Int64, name: String) -> User {
        User(
            id: ID(derivedFrom: "user \(number)"),
            number: number,
            tenant: customer.id,
            name: name,
            passwordHash: "scrypt$…",
            permissions: [.readDevices, .deploy],
            createdAt: now
        )
    }

    static func credential(
        _ kind: Credential.Kind,
        _ secret: String,
        expiresAt: Timestamp? = nil
    ) -> Credential {
        Credential(
            id: ID(derivedFrom: "credential \(kind) \(secret)"),
            tenant: customer.id,
            kind: kind,
            dialect: "manageengine",
            secretHash: secret,
            scope: "a,b",
            createdAt: now,
            expiresAt: expiresAt
        )
    }

    static func record(
        _ source: String,
        title: String? = nil,
        binaries: [String] = [],
        advisories: [String] = []
    ) -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: "debian:12"),
            source: source,
            version: "1.0-1+deb12u1",
            title: title,
            binaries: binaries.map {
                PatchBinary(name: $0, architecture: "amd64", version: "1.0-1+deb12u1", size: 17)
            },
            advisories: advisories.map {
                AdvisoryReference(name: $0, title: "\($0) für \(source)", issuedAt: now, cves: [])
            }
        )
    }

    static func content(
        _ feed: String,
        _ digest: String,
        _ records: [PatchRecord],
        vulnerabilities: [VulnerabilityRecord] = []
    ) -> FeedContent {
        var content = FeedContent(
            feed: feed,
            digest: digest,
            source: "file:\(feed)",
            records: records
        )
        content.vulnerabilities = vulnerabilities
        return content
    }

    static func vulnerability(_ cve: String, probability: Double? = nil) -> VulnerabilityRecord {
        changed(VulnerabilityRecord(cve: cve)) { $0.probability = probability }
    }

    static let list = PackageList(profile: 0, deciding: [1])

    static func package(_ name: String?, version: String = "1.0-1") -> InstalledPackage {
        InstalledPackage(
            name: name,
            architecture: "amd64",
            version: version,
            source: "quelle-\(name ?? "ø")"
        )
    }

    static func entry(after previous: AuditEntry?, _ action: String) -> AuditEntry {
        AuditEntry(
            following: previous,
            tenant: root.id,
            at: now,
            actor: "user:zoë",
            action: action,
            subject: "device web-1",
            detail: "alt → neu"
        )
    }
}

/// A value with something changed.
func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
}
