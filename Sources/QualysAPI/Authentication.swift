// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// Finds who a request's JWT stands for: `Authorization: Bearer JWT`, or the bare JWT that one of
/// the vendor's samples shows.
struct Authentication: Sendable {
    let access: AccessService

    /// The caller.
    ///
    /// - Throws: `credentialMissing`, `credentialUnknown` or `credentialExpired`.
    func check(_ head: RequestHead) async throws -> Authenticated {
        guard let value = head.headers[.authorization] else {
            throw DomainError(.credentialMissing, subject: "Authorization")
        }
        let words = value.split(whereSeparator: \.isWhitespace)
        let isNamed = words.count == 2 && words[0].lowercased() == "bearer"
        guard let token = isNamed ? words.last : words.first, words.count <= 2 else {
            throw DomainError(.credentialMissing, subject: "Authorization")
        }
        return Authenticated(principal: try await access.authenticate(jwt: String(token)))
    }
}
