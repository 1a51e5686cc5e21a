// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Foundation
import Server
import Services
import Storage

/// `thimble-bench fill`: a data folder with a large fleet, made through the services.
struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data folder with a fleet and its advisories; nothing is measured."
    )

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The fleet by columns.")
    var fleet: String

    @Option(help: "The folder, which does not exist or is empty.")
    var data: String

    private struct Line: Encodable {}

    func run() async throws {
        let access = try await LocalAccess(
            dataFolder: URL(fileURLWithPath: data),
            operatorName: "bench",
            needsIndex: false
        )
        _ = try await access.services.setup.makeAdmin(password: nil)
        for (kind, paths) in [(FeedImport.Kind.dsa, feeds.dsa), (.osv, feeds.osv)] {
            if paths.isEmpty { continue }
            let contents = try await FeedImport(
                kind: kind,
                paths: paths,
                keyrings: [],
                allowUnsigned: false,
                aptConfig: nil,
                stream: nil
            ).contents { _ in }
            _ = try await access.services.catalog.importFeeds(contents, by: access.principal)
        }
        _ = try await access.services.devices.importDevices(
            try ColumnFleet(path: fleet).imported,
            by: access.principal
        )
        try await access.store.close()
        try Report.write(Line())
    }
}
