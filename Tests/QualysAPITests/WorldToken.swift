// SPDX-License-Identifier: Apache-2.0
import Domain
import Services

extension World {
    /// A JWT of a user, made with a login of a program: those need no slow hash.
    func token(of name: String) async throws -> String {
        let login = try await services.access.makeLogin(user: name, by: Self.owner)
        return try await services.access.issueJWT(
            username: login.username,
            password: login.password,
            address: nil,
            wantsPermissions: false
        ).token
    }
}
