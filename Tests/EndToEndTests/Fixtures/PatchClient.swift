// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A client of the ManageEngine API, as the README's curl lines are one.
struct PatchClient: Sendable {
    /// What `thimble token create` prints.
    struct Secrets: Sendable {
        let clientID: String
        let clientSecret: String
        let refreshToken: String

        /// Makes a client for the user `admin`.
        static func make(on home: Home, scope: String? = nil) async throws -> Secrets {
            let always = ["--dialect", "manageengine", "--user", "admin", "--json"]
            let arguments = always + (scope.map { ["--scope", $0] } ?? [])
            let line = try await home.call("token create", arguments).requireSuccess().output
            let json = try JSONDocument(line)
            return Secrets(
                clientID: try #require(json["client_id"].text),
                clientSecret: try #require(json["client_secret"].text),
                refreshToken: try #require(json["refresh_token"].text)
            )
        }
    }

    /// The server's address.
    let url: String
    /// The access token.
    let token: String

    /// Makes a client of a server and gets its access token.
    init(_ server: RunningServer, scope: String? = nil) async throws {
        try await self.init(server, try await Secrets.make(on: server.home, scope: scope))
    }

    /// Gets an access token for a client.
    init(_ server: RunningServer, _ secrets: Secrets) async throws {
        url = server.url
        let form = [
            "grant_type=refresh_token", "client_id=\(secrets.clientID)",
            "client_secret=\(secrets.clientSecret)", "refresh_token=\(secrets.refreshToken)",
        ]
        let reply = try await Curl.call(
            server.url + "/oauth/v2/token",
            form.flatMap { ["--data-urlencode", $0] }
        )
        token = try #require(try reply.json["access_token"].text, "\(reply.body)")
    }

    /// The header field that carries the token.
    var authorization: [String] { ["--header", "Authorization: Zoho-oauthtoken \(token)"] }

    /// Calls a path below `/api/1.4/`.
    func call(_ path: String, body: String? = nil) async throws -> HTTPReply {
        try await Curl.call("\(url)/api/1.4/\(path)", authorization, body: body)
    }

    /// All rows of a list; `path` may end with a query.
    func rows(_ path: String) async throws -> [JSONDocument] {
        let separator = path.contains("?") ? "&" : "?"
        let reply = try await call("\(path)\(separator)pagelimit=1000")
        let json = try reply.json
        try #require(json["status"].text == "success", "\(reply.body)")
        let type = try #require(json["message_type"].text)
        return json["message_response"][type].items
    }

    /// Does something that must succeed.
    func act(_ path: String, _ body: String) async throws {
        let reply = try await call(path, body: body)
        try #require(reply.status == 200, "\(reply.body)")
        try #require(try reply.json["status"].text == "success", "\(reply.body)")
    }

    /// Approves patches by number.
    func approve(_ patches: [Int64]) async throws {
        try await act("patch/approvepatch", "{\"patchids\":\(patches)}")
    }

    /// Orders the installation of patches on one system.
    func install(_ patches: [Int64], on system: Int64) async throws {
        try await act("patch/installpatch", Self.installBody(patches, on: system))
    }

    /// The body of an installation order, with every field of the vendor's own sample.
    static func installBody(_ patches: [Int64], on system: Int64) -> String {
        """
        {"PatchIDs":\(patches),"ResourceIDs":[\(system)],"ConfigName":"Night shift",\
        "ConfigDescription":"","actionToPerform":"Deploy","DeploymentPolicyTemplateID":1,\
        "deploymentType":0,"forceRebootOption":0,"retrySettings":{"enableRetrySettings":false}}
        """
    }

    /// The number of the system with a name.
    func system(named name: String) async throws -> Int64 {
        let rows = try await rows("patch/allsystems")
        let row = try #require(rows.first { $0["resource_name"].text == name }, "\(rows)")
        return try #require(row["resource_id"].integer)
    }

    /// How many systems of each deployment ended well, newest deployment first.
    func successCounts() async throws -> [Int64?] {
        try await rows("patch/viewconfig").map {
            $0["collectionstatussummary.success_count"].integer
        }
    }

    /// What a system's report says of each patch: 201 installed, 202 missing, 206 failed.
    func report(of system: Int64) async throws -> [Int64: Int64] {
        var states: [Int64: Int64] = [:]
        for row in try await rows("patch/systemreport?resid=\(system)") {
            guard let patch = row["patch_id"].integer else { continue }
            states[patch] = row["affected_patch_status"].integer
        }
        return states
    }
}
