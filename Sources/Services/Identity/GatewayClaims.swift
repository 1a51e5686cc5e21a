// SPDX-License-Identifier: Apache-2.0
import Domain
import JWTKit

/// What a token of the gateway says (Qualys, "Fetch Authentication Token", the sample token).
///
/// Clients read `exp` at most. Everything that a call may do is looked up anew for each call, by the
/// two claims of this server's own.
struct GatewayClaims: JWTPayload, Equatable {
    /// How long a token serves (Qualys, "Generating JWT Token": four hours).
    static let lifetime: Duration = .seconds(4 * 3_600)
    /// The vendor's name for its gateway, as issuer and as audience.
    static let gateway = "qas"
    /// The vendor's permission that a user needs to call the API.
    static let accessPermission = "PM.API.ACCESS"

    /// The name that logged in.
    var sub: String
    /// The user.
    let user: User.Identity
    /// The credential of a program; `nil` where a person logged in.
    let credential: Credential.Identity?
    /// Which of the two kinds of names it was.
    let successfulAuthenticationHandlers: [String]
    /// The user's number, under both of the vendor's names for it.
    let portalUserID: Int64
    let qwebUserID: Int64
    /// The other end of the connection.
    let ipAddress: String?
    /// What the user may do, where the client asked; it informs, and nothing reads it here.
    let permissions: [String]?
    /// Seconds since 1970 (RFC 7519 §4.1).
    var iat: Int64
    var exp: Int64
    /// The token's own identity.
    let jti: String

    var iss = Self.gateway
    var aud = Self.gateway
    private(set) var loginResponse = "SUCCESSFUL"
    private(set) var usertype = "fo"
    private(set) var credentialType = "UsernamePasswordCredential"
    /// The parts of the vendor's platform that this server has.
    private(set) var modulesAllowed = ["ASSET INVENTORY", "PM"]

    private enum CodingKeys: String, CodingKey {
        case sub, iat, exp, jti, iss, aud
        case user = "thimble.user"
        case credential = "thimble.credential"
        case portalUserID = "portalUserId"
        case qwebUserID = "qwebUserId"
        case successfulAuthenticationHandlers, ipAddress, permissions, loginResponse, usertype
        case credentialType, modulesAllowed
    }

    /// The claims of a new token.
    init(
        of login: KnownLogin,
        address: String?,
        wantsPermissions: Bool,
        jti: String,
        at now: Timestamp
    ) {
        sub = login.name
        user = login.user.id
        credential = login.credential
        successfulAuthenticationHandlers = [
            login.credential == nil ? "PersonAuthenticationHandler" : "ProgramAuthenticationHandler"
        ]
        portalUserID = login.user.number
        qwebUserID = login.user.number
        ipAddress = address
        permissions =
            wantsPermissions
            ? [Self.accessPermission] + login.user.permissions.map(\.rawValue).sorted() : nil
        iat = now.milliseconds / 1_000
        exp = iat + Self.lifetime.components.seconds
        self.jti = jti
    }

    /// The library calls this once the signature is right; see ``check(at:)`` for the claims.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// Checks who issued the token, for whom, and when, by the caller's clock.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown`` or ``DomainError/Code/credentialExpired``.
    func check(at now: Timestamp) throws(DomainError) {
        let epoch = Timestamp(milliseconds: 0)
        guard iss == Self.gateway, aud == Self.gateway,
            epoch + .seconds(iat) <= now + SigningKeys.leeway
        else { throw DomainError(.credentialUnknown, subject: "JWT") }
        guard now < epoch + .seconds(exp) else {
            throw DomainError(.credentialExpired, subject: "JWT")
        }
    }
}

/// Who logged in with a name and a password.
struct KnownLogin: Sendable {
    /// The name that logged in.
    let name: String
    /// The user that it stands for.
    let user: User
    /// The credential of a program; `nil` where a person logged in.
    let credential: Credential.Identity?
}
