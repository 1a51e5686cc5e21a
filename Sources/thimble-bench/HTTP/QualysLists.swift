// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import HTTPTypes
import Server
import Services
import Storage

/// `thimble-bench qualys-lists`: pages of the Qualys dialect, over HTTP.
struct QualysLists: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qualys-lists",
        abstract: "Ask a server for pages of patches and assets, beside a bare route."
    )

    @Option(help: "Lines of name, site, group, stream and address.")
    var devices: String

    @Option(help: "Lines of source, version, stream, severity, day, CVE and advisory.")
    var patches: String

    @Option(help: "The folder of the server, which does not exist or is empty.")
    var data: String

    /// One question: a page as clients ask for it.
    private struct Question {
        let method: HTTPRequest.Method
        let path: String
        var body = ""
    }

    /// First pages as a script and as an SDK ask for them, with a query and without.
    private static let questions: KeyValuePairs<String, Question> = [
        "patches": Question(method: .get, path: "/pm/v1/patches?platform=Linux"),
        "patches_query": Question(
            method: .post,
            path: "/pm/v2/patches?platform=Linux&pageSize=100",
            body: #"{"query":"vendorSeverity:[Critical,Important] and cve:CVE-2019-*"}"#
        ),
        "assets": Question(method: .get, path: "/pm/v1/assets?platform=Linux"),
        "assets_query": Question(
            method: .post,
            path: "/pm/v1/assets?platform=Linux&pageSize=100",
            body: #"{"query":"name:web and tags.name:`ring-3`"}"#
        ),
    ]

    func run() async throws {
        let folder = URL(fileURLWithPath: data)
        let fleet = try await QueryFleet(
            folder: folder,
            devices: try TabbedLines(path: devices, fieldCount: 5),
            patches: try TabbedLines(path: patches, fieldCount: 7)
        )
        let token = try await Self.token(fleet.access)
        try await fleet.access.store.close()
        var times: [String: RouteRace.Times] = [:]
        for (name, question) in Self.questions {
            let race = RouteRace(
                method: question.method,
                path: question.path,
                authorization: "Bearer \(token)",
                body: Data(question.body.utf8)
            )
            times[name] = try await race.run(data: data)
        }
        try Report.write(times)
    }

    /// A token of the user `admin`.
    private static func token(_ access: LocalAccess) async throws -> String {
        _ = try await access.services.setup.makeAdmin(password: nil)
        let login = try await access.services.access.makeLogin(
            user: SetupService.adminName,
            by: access.principal
        )
        return try await access.services.access.issueJWT(
            username: login.username,
            password: login.password,
            address: nil,
            wantsPermissions: false
        ).token
    }
}
