// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct AuditEntryTests {
    private static let first = AuditEntry(
        following: nil,
        tenant: .init(Samples.uuid(1)),
        at: Samples.at(0),
        actor: "user:ada",
        action: "patch.approved",
        subject: "zlib",
        detail: "über"
    )
    private static let second = AuditEntry(
        following: first,
        tenant: .init(Samples.uuid(1)),
        at: Samples.at(1),
        actor: "user:ada",
        action: "patch.declined",
        subject: "zlib",
        detail: ""
    )

    @Test("a chain of entries is intact")
    func isIntact() {
        #expect(Self.first.number == 1)
        #expect(Self.first.previousHash == String(repeating: "0", count: 64))
        #expect(Self.first.isIntact(after: nil))
        #expect(Self.second.number == 2)
        #expect(Self.second.previousHash == Self.first.hash)
        #expect(Self.second.isIntact(after: Self.first))
    }

    @Test("the hash is the SHA-256 of the length-prefixed fields, and stays it")
    func hashIsStable() {
        #expect(
            Self.first.hash
                == "53584dce4fabb9fa871777011fabd46119453a21459b1770554e780949be7dc1"
        )
    }

    enum Field: CaseIterable {
        case number, tenant, at, actor, action, subject, detail, previousHash, hash
    }

    @Test("a change to any field breaks the entry", arguments: Field.allCases)
    func detectsTampering(_ field: Field) {
        var entry = Self.second
        switch field {
        case .number: entry.number += 1
        case .tenant: entry.tenant = .init(Samples.uuid(2))
        case .at: entry.at = Samples.at(2)
        case .actor: entry.actor = "user:eve"
        case .action: entry.action = "patch.approved"
        case .subject: entry.subject = "zlib "
        case .detail: entry.detail = "x"
        case .previousHash: entry.previousHash = AuditEntry.origin
        case .hash: entry.hash = Self.first.hash
        }
        #expect(!entry.isIntact(after: Self.first))
    }

    @Test("an entry with a hash of its own making does not follow another one")
    func detectsRehashing() {
        var forged = Self.second
        forged.detail = "nothing happened"
        forged.hash = forged.expectedHash
        // The entry alone looks right; the one after it gives it away.
        #expect(forged.isIntact(after: Self.first))
        let third = AuditEntry(
            following: Self.second,
            tenant: .init(Samples.uuid(1)),
            at: Samples.at(2),
            actor: "system",
            action: "a.b",
            subject: "",
            detail: ""
        )
        #expect(!third.isIntact(after: forged))
    }

    @Test("an entry is intact in one place only")
    func detectsRemoval() {
        #expect(!Self.second.isIntact(after: nil))
        #expect(!Self.first.isIntact(after: Self.first))
        #expect(!Self.second.isIntact(after: Self.second))
    }

    @Test("text cannot be moved from one field to the next")
    func keepsFieldsApart() {
        let texts = ["", "a", "1:a", "a1:", "12:", ":", "a1:b"]
        var hashes: Set<String> = []
        var count = 0
        for actor in texts {
            for action in texts {
                for subject in texts {
                    for detail in texts {
                        let entry = AuditEntry(
                            following: nil,
                            tenant: .init(Samples.uuid(1)),
                            at: Samples.at(0),
                            actor: actor,
                            action: action,
                            subject: subject,
                            detail: detail
                        )
                        hashes.insert(entry.hash)
                        count += 1
                    }
                }
            }
        }
        #expect(hashes.count == count)
    }
}
