// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// Finds who a request's `Authorization` stands for.
///
/// Three forms mean the same: the bare token of the vendor's samples, `Zoho-oauthtoken TOKEN` of
/// its text, and `Bearer TOKEN` as its token replies call it.
struct Authentication: Sendable {
    let access: AccessService

    /// The caller and the granted scopes.
    ///
    /// - Throws: `credentialMissing`, `credentialUnknown` or `credentialExpired`.
    func check(_ head: RequestHead) async throws -> Authenticated {
        guard let value = head.headers[.authorization], let token = Self.token(in: value) else {
            throw DomainError(.credentialMissing, subject: "Authorization")
        }
        let (principal, scope) = try await access.authenticate(
            token: token,
            dialect: ManageEngineAPI.dialect
        )
        return Authenticated(principal: principal, scopes: Scopes.parse(scope))
    }

    /// The token of a header's value; `nil` where there is none.
    static func token(in value: String) -> String? {
        let words = value.split(whereSeparator: \.isWhitespace)
        let isNamed =
            words.count == 2
            && ["zoho-oauthtoken", "bearer"].contains(words[0].lowercased())
        if isNamed { return String(words[1]) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
