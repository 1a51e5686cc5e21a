// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Server

/// `thimble serve`: runs the server until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: """
            The first start makes the tenants and the user `admin`; its password is printed once, \
            or taken from THIMBLE_ADMIN_PASSWORD. Each option can also be set by an environment \
            variable (--tls-cert: THIMBLE_TLS_CERT) or in the JSON file named by --config \
            ({"tls": {"cert": "…"}}); the first of option, variable and file wins. SIGTERM stops \
            the server after the calls under way.

            Example: thimble serve --data /var/lib/thimble --listen 127.0.0.1:8080
            """
    )

    @Option(help: "The data folder; made where it does not exist.", completion: .directory)
    var data: String?

    @Option(help: "The address to listen on; port 0 takes a free one. (default: 127.0.0.1:8080)")
    var listen: String?

    @Option(help: "A PostgreSQL database instead of the embedded one (not supported yet).")
    var databaseURL: String?

    @Option(help: "The PEM file of the certificate chain.", completion: .file())
    var tlsCert: String?

    @Option(help: "The PEM file of the private key.", completion: .file())
    var tlsKey: String?

    @Option(help: "The address that agents use, where a proxy stands before the server.")
    var publicURL: String?

    @Option(
        help: "The folder with the agents to hand out. (default: that of this program)",
        completion: .directory
    )
    var agentDir: String?

    @Option(help: "The name of the organisation, for the first start. (default: Organisation)")
    var organisation: String?

    @Option(help: "After how many days an inventory says nothing any more. (default: 7)")
    var inventoryMaxAgeDays: Int?

    @Option(help: "After how many days without an import a feed is out of date. (default: 7)")
    var feedMaxAgeDays: Int?

    @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
    var logLevel: String?

    @Option(help: "A JSON file with settings.", completion: .file())
    var config: String?

    func run() async throws {
        let flags = [
            "data": data, "listen": listen, "database.url": databaseURL, "tls.cert": tlsCert,
            "tls.key": tlsKey, "public.url": publicURL, "agent.dir": agentDir,
            "organisation": organisation,
            "inventory.max.age.days": inventoryMaxAgeDays.map(String.init),
            "feed.max.age.days": feedMaxAgeDays.map(String.init),
            "log.level": logLevel,
        ].compactMapValues { $0 }
        try await ServerRuntime.run(
            try await ServerConfiguration(flags: flags, file: config),
            // Written at once: print would keep it back where standard output is a file.
            announce: { try? Output.write(Array(($0 + "\n").utf8)) }
        )
    }
}
