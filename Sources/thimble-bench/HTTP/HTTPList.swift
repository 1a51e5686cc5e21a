// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import HTTPTypes
import Server
import Services
import Storage

/// `thimble-bench http-list`: the first page of a filtered list, over HTTP.
struct HTTPList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-list",
        abstract: "Ask a server for a filtered list, beside a bare route with the same bytes."
    )

    /// What is listed.
    enum List: String, ExpressibleByArgument, CaseIterable {
        case devices
        case patches

        /// The first page of what a filter accepts: devices with a part of a name, one in a few
        /// hundred, or Debian's patches that are missing somewhere.
        var path: String {
            switch self {
            case .devices:
                "/api/1.4/patch/allsystems?searchcolumn=resource_name&searchvalue=042"
            case .patches:
                "/api/1.4/patch/allpatches?searchcolumn=bulletin_id&searchvalue=DSA"
                    + "&patchstatusfilter=202"
            }
        }
    }

    @Option(help: "A folder that thimble-bench fill made.")
    var data: String

    @Option(help: "What is listed: devices or patches.")
    var list = List.devices

    func run() async throws {
        let race = RouteRace(
            method: .get,
            path: list.path,
            authorization: "Zoho-oauthtoken \(try await Self.token(data: data))",
            body: Data()
        )
        try Report.write(try await race.run(data: data))
    }

    /// An access token of the user `admin`.
    private static func token(data: String) async throws -> String {
        let access = try await LocalAccess(
            dataFolder: URL(fileURLWithPath: data),
            operatorName: "bench",
            needsIndex: false
        )
        let clients = access.services.access
        let secrets = try await clients.makeClient(
            dialect: "manageengine",
            user: SetupService.adminName,
            scope: "",
            by: access.principal
        )
        let issued = try await clients.refresh(
            clientID: secrets.clientID,
            clientSecret: secrets.clientSecret,
            refreshToken: secrets.refreshToken
        )
        try await access.store.close()
        return issued.token
    }
}
