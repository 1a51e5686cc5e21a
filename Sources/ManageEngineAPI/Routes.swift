// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// The table of endpoints, in the vendor's order.
///
/// The name of an endpoint begins with its message type; what follows an underscore only tells two
/// endpoints of one type apart.
struct Routes {
    let services: Services
    let address: PublicAddress

    /// The heading of the endpoints for tokens, whose errors have an envelope of their own.
    static let oauthTag = "OAuth"

    /// The largest body, in bytes: 1,000 ids and some.
    private static let bodyBytesMax = 1 << 20
    private static let installation = "Patch Configuration"
    private static let details = "Patch Details"
    private static let scope = "Scope of Management"

    /// The message type of an endpoint.
    static func messageType(of name: String) -> Substring { name.prefix { $0 != "_" } }

    /// Every endpoint.
    var endpoints: [Endpoint] {
        let systems = SystemLists(services: services)
        let findings = FindingLists(services: services)
        let actions = PatchActions(services: services)
        let install = InstallPatch(services: services)
        let patches = PatchLists(services: services)
        let configurations = Configurations(services: services)
        let computers = Computers(services: services)
        return oauth + [
            action(
                "patch/installpatch",
                "installpatch",
                Self.installation,
                "Install patches on systems.",
                InstallPatch.parameters
            ) { try await install.answer($0) },
            list(
                "patch/allpatchdetails",
                "allpatchdetails",
                "Patches across computers.",
                FindingLists.detailSystems.parameters() + FindingLists.detailPatches.parameters()
                    + FindingLists.status.parameters()
            ) { try findings.allPatchDetails($0) },
            action(
                "patch/computers/scan",
                "computers_scan",
                Self.details,
                "Scan systems.",
                [PatchActions.scanTargets]
            ) { try await actions.scan($0) },
            list(
                "patch/allpatches",
                "allpatches",
                "All patches.",
                PatchLists.systems.parameters() + PatchLists.patches.parameters()
            ) { try patches.allPatches($0) },
            action(
                "patch/computers/scanall",
                "computers_scanall",
                Self.details,
                "Scan all systems."
            ) { try await actions.scanAll($0) },
            decision(.approved, "approvepatch", "Approve patches.", actions),
            decision(nil, "unapprovepatch", "Take decisions about patches back.", actions),
            list(
                "patch/allsystems",
                "allsystems",
                "All systems with their patch health.",
                SystemLists.allSystems.parameters()
            ) { try systems.allSystems($0) },
            list(
                "patch/systemreport",
                "systemreport",
                "The patches of one system.",
                [FindingLists.system] + FindingLists.reportPatches.parameters()
                    + FindingLists.status.parameters()
            ) { try findings.systemReport($0) },
            list(
                "patch/viewconfig",
                "viewconfig",
                "The patch configurations.",
                Configurations.systems.parameters() + Configurations.configurations.parameters()
            ) { try await configurations.viewConfig($0) },
            list(
                "patch/scandetails",
                "scandetails",
                "All systems with their scans.",
                SystemLists.scanDetails.parameters() + SystemLists.scanContact.parameters()
            ) { try systems.scanDetails($0) },
            decision(.declined, "declinepatch", "Decline patches.", actions),
            list(
                "som/computers",
                "computers",
                "All computers.",
                Computers.systems.parameters() + Computers.contact.parameters(),
                access: .scope(Scopes.readCommon),
                tag: Self.scope,
                form: .som
            ) { try computers.computers($0) },
        ]
    }

    private var oauth: [Endpoint] {
        let oauth = OAuth(access: services.access, address: address)
        return [
            Endpoint(
                .post,
                "/oauth/v2/token",
                name: "token",
                summary: "Get an access token for a refresh token.",
                tag: Self.oauthTag,
                access: .open,
                parameters: OAuth.tokenParameters,
                body: .form(maxBytes: 16_384),
                responses: [
                    .json(
                        200,
                        "The token, or `error` with what is wrong.",
                        .object([
                            "access_token": .optional(.string), "api_domain": .optional(.string),
                            "token_type": .optional(.string), "expires_in": .optional(.integer),
                            "error": .optional(.string),
                        ])
                    )
                ]
            ) { try await oauth.token($0) },
            Endpoint(
                .post,
                "/oauth/v2/token/revoke",
                name: "revoke",
                summary: "Withdraw a refresh or access token.",
                tag: Self.oauthTag,
                access: .open,
                parameters: OAuth.revokeParameters,
                body: .form(maxBytes: 16_384),
                responses: [.json(200, "It is withdrawn.", .object(["status": .string]))]
            ) { try await oauth.revoke($0) },
        ]
    }

    /// A list, below both versions of the API.
    private func list(
        _ path: String,
        _ name: String,
        _ summary: String,
        _ parameters: [Parameter],
        access: Endpoint.Access = .scope(Scopes.readPatches),
        tag: String = details,
        form: Envelope.Form = .patch,
        handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        let all = parameters + [Caller.parameter] + Paging.rule.parameters
        return Endpoint(
            .get,
            "/api/1.4/\(path)",
            aliases: ["/api/1.3/\(path)"],
            name: name,
            summary: summary,
            tag: tag,
            access: access,
            parameters: all.withoutRepeats,
            responses: [.json(200, "One page.", Envelope.listSchema(name, form))],
            handler: handler
        )
    }

    /// An action, below both versions of the API; without parameters it reads no body.
    private func action(
        _ path: String,
        _ name: String,
        _ tag: String,
        _ summary: String,
        _ parameters: [Parameter] = [],
        handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            .post,
            "/api/1.4/\(path)",
            aliases: ["/api/1.3/\(path)"],
            name: name,
            summary: summary,
            tag: tag,
            access: .scope(Scopes.updatePatches),
            parameters: parameters + [Caller.parameter],
            body: parameters.isEmpty ? .none : .json(maxBytes: Self.bodyBytesMax, required: true),
            responses: [
                .json(
                    200,
                    "It is under way, or a business error.",
                    Envelope.actionSchema(String(Self.messageType(of: name)))
                )
            ],
            handler: handler
        )
    }

    private func decision(
        _ decision: Approval.Decision?,
        _ name: StaticString,
        _ summary: String,
        _ actions: PatchActions
    ) -> Endpoint {
        action(
            "patch/\(name)",
            "\(name)",
            Self.details,
            summary,
            [PatchActions.patches]
        ) { try await actions.decide(decision, name, $0) }
    }
}
