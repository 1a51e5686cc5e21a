// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import HTTPTypes
import Server
import Services
import Storage

/// `thimble-bench qualys-list`: a page of the Qualys dialect, over HTTP.
struct QualysList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qualys-list",
        abstract: "Ask a server for a page of patches or assets, beside a bare route."
    )

    @Option(help: "Lines of name, site, group, stream and address.")
    var devices: String

    @Option(help: "Lines of source, version, stream, severity, day, CVE and advisory.")
    var patches: String

    @Option(help: "The folder of the server; it is filled where it does not exist.")
    var data: String

    @Option(help: "What is listed: patches, patches_query, assets or assets_query.")
    var list: String

    /// One question: a page as clients ask for it.
    private struct Question {
        let method: HTTPRequest.Method
        let path: String
        var body = ""
    }

    /// First pages as a script and as an SDK ask for them, with a query and without.
    private static let questions: [String: Question] = [
        "patches": Question(method: .get, path: "/pm/v1/patches?platform=Linux"),
        "patches_query": Question(
            method: .post,
            path: "/pm/v2/patches?platform=Linux&pageSize=100",
            body: #"{"query":"vendorSeverity:[Critical,Important] and cve:CVE-2019-*"}"#
        ),
        // The last by name: the first device of each stream has every package there is.
        "assets": Question(
            method: .get,
            path: "/pm/v1/assets?platform=Linux&sort=%5B%7B%22name%22:%22desc%22%7D%5D"
        ),
        "assets_query": Question(
            method: .post,
            path: "/pm/v1/assets?platform=Linux&pageSize=100",
            body: #"{"query":"name:web and tags.name:`ring-3`"}"#
        ),
    ]

    func run() async throws {
        guard let question = Self.questions[list] else {
            throw ValidationError("--list: \(list) is none of these")
        }
        let race = RouteRace(
            method: question.method,
            path: question.path,
            authorization: "Bearer \(try await token())",
            body: Data(question.body.utf8)
        )
        try Report.write(try await race.run(data: data))
    }

    /// A token of the user `admin`.
    private func token() async throws -> String {
        let folder = URL(fileURLWithPath: data)
        let access: LocalAccess
        if FileManager.default.fileExists(atPath: data) {
            access = try await LocalAccess(
                dataFolder: folder,
                operatorName: "bench",
                needsIndex: false
            )
        } else {
            access = try await QueryFleet(
                folder: folder,
                devices: try TabbedLines(path: devices, fieldCount: 5),
                patches: try TabbedLines(path: patches, fieldCount: 7)
            ).access
        }
        _ = try await access.services.setup.makeAdmin(password: nil)
        let login = try await access.services.access.makeLogin(
            user: SetupService.adminName,
            by: access.principal
        )
        let token = try await access.services.access.issueJWT(
            username: login.username,
            password: login.password,
            address: nil,
            wantsPermissions: false
        ).token
        try await access.store.close()
        return token
    }
}
