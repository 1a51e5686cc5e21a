// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// One line of the append-only audit log; each carries the hash of the one before.
package struct AuditEntry: Sendable, Equatable {
    /// The position in the log, from 1 without gaps.
    package var number: Int64
    /// The tenant that the change concerns.
    package var tenant: Tenant.Identity
    /// When it happened.
    package var at: Timestamp
    /// Who did it, as ``Principal/label`` says.
    package var actor: String
    /// What was done, as `area.verb`.
    package var action: String
    /// What it was done to.
    package var subject: String
    /// The particulars, without secrets.
    package var detail: String
    /// The hash of the entry before; 64 zeros for the first.
    package var previousHash: String
    /// The hash of this entry.
    package var hash: String

    /// The hash that the first entry names as its predecessor's.
    package static let origin = String(repeating: "0", count: 64)

    /// Makes the entry that follows another; `nil` begins the log.
    package init(
        following previous: AuditEntry?,
        tenant: Tenant.Identity,
        at: Timestamp,
        actor: String,
        action: String,
        subject: String,
        detail: String
    ) {
        self.init(
            number: (previous?.number ?? 0) + 1,
            tenant: tenant,
            at: at,
            actor: actor,
            action: action,
            subject: subject,
            detail: detail,
            previousHash: previous?.hash ?? Self.origin,
            hash: ""
        )
        hash = expectedHash
    }

    /// Makes an entry as it was stored.
    package init(
        number: Int64,
        tenant: Tenant.Identity,
        at: Timestamp,
        actor: String,
        action: String,
        subject: String,
        detail: String,
        previousHash: String,
        hash: String
    ) {
        self.number = number
        self.tenant = tenant
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The SHA-256 over all fields and the previous hash, in hexadecimal.
    ///
    /// Each field is preceded by its length, so that no two entries have the same bytes.
    package var expectedHash: String {
        let fields = [
            previousHash, String(number), tenant.description, String(at.milliseconds), actor,
            action, subject, detail,
        ]
        var sha = SHA256()
        for field in fields {
            let bytes = Data(field.utf8)
            sha.update(data: Data("\(bytes.count):".utf8))
            sha.update(data: bytes)
        }
        return sha.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    /// Whether the entry is what was written, directly after the given one.
    package func isIntact(after previous: AuditEntry?) -> Bool {
        number == (previous?.number ?? 0) + 1
            && previousHash == previous?.hash ?? Self.origin
            && hash == expectedHash
    }
}
