// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble token`: what API clients need.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make what API clients need, and withdraw it.",
        subcommands: [Create.self, Revoke.self]
    )

    /// `thimble token create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a client of a dialect; its secrets are shown once.",
            discussion: """
                Example: thimble token create --data /var/lib/thimble --dialect manageengine \
                --user admin --json
                """
        )

        /// The dialects whose clients can be made.
        enum Dialect: String, ExpressibleByArgument, CaseIterable {
            case manageengine
            case qualys
        }

        @OptionGroup var folder: DataOption

        @Option(help: "Whose clients will use it.")
        var dialect: Dialect

        @Option(help: "The user that the client acts for; the first start makes admin.")
        var user: String

        @Option(
            help: """
                The dialect's scopes, separated by commas, unchecked; all where left out. qualys has \
                none.
                """
        )
        var scope: String = ""

        @Flag(help: "Print one line of JSON.")
        var json = false

        func validate() throws {
            if dialect == .qualys, !scope.isEmpty {
                throw ValidationError("--scope: clients of qualys have no scopes")
            }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            if let password = try await access.makeAdmin() {
                Output.notice("The user admin was made; its password is \(password)")
            }
            let members = try await members(access)
            if json {
                try Output.json(members)
            } else {
                for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                    print("\(key): \(value)")
                }
            }
        }

        /// What a client of the dialect needs, by the names that its world uses.
        private func members(_ access: LocalAccess) async throws -> [String: String] {
            switch dialect {
            case .manageengine:
                let secrets = try await access.services.access.makeClient(
                    dialect: dialect.rawValue,
                    user: user,
                    scope: scope,
                    by: access.principal
                )
                return [
                    "client_id": secrets.clientID, "client_secret": secrets.clientSecret,
                    "refresh_token": secrets.refreshToken,
                ]
            case .qualys:
                let login = try await access.services.access.makeLogin(
                    user: user,
                    by: access.principal
                )
                return ["username": login.username, "password": login.password]
            }
        }
    }

    /// `thimble token revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw a client and every token that was made from it, at once.",
            discussion: """
                Example: thimble token revoke --data /var/lib/thimble admin-7f3kq2
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "What `token create` printed as client_id or username.")
        var client: String

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            try await access.services.access.revokeClient(client, by: access.principal)
        }
    }
}

/// `thimble enroll-token`: what a machine needs to enrol.
struct EnrollToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll-token",
        abstract: "Make what a machine needs to enrol.",
        subcommands: [Create.self]
    )

    /// `thimble enroll-token create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token with which machines can enrol within seven days.",
            discussion: """
                Example: thimble enroll-token create --data /var/lib/thimble --group web --json
                """
        )

        @OptionGroup var folder: DataOption

        @Option(help: "The group that the machine joins; made where it does not exist.")
        var group: String?

        @Option(help: "The site that the machine belongs to; made where it does not exist.")
        var site: String?

        @Option(help: "How many machines can enrol with it.")
        var uses = 1

        @Flag(help: "Print one line of JSON.")
        var json = false

        func validate() throws {
            if uses < 1 { throw ValidationError("--uses is at least 1") }
            if group?.isEmpty == true { throw ValidationError("--group needs a name") }
            if site?.isEmpty == true { throw ValidationError("--site needs a name") }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let token = try await access.services.devices.makeEnrolmentToken(
                site: site,
                group: group,
                uses: uses,
                by: access.principal
            )
            if json { try Output.json(["token": token]) } else { print(token) }
        }
    }
}
