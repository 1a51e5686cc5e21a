// SPDX-License-Identifier: Apache-2.0
import Domain
package import Fleet
package import Foundation
package import Logging

/// Everything that can be set: by flags, by `THIMBLE_…` environment variables, by one JSON file;
/// the first that says something wins.
package struct ServerConfiguration: Sendable {
    /// The folder with the database and the keys.
    package var dataFolder: URL
    /// The address to listen on.
    package var host: String
    /// The port to listen on.
    package var port: Int
    /// The PEM file of the certificate chain; with ``tlsKey`` the server speaks HTTPS only.
    package var tlsCertificate: String?
    /// The PEM file of the private key.
    package var tlsKey: String?
    /// The address that clients use where they cannot tell it, for example behind a proxy that ends
    /// TLS: without a slash at its end; `nil` to take each client's own word.
    package var publicURL: String?
    /// The folder with the builds of the agent that the server hands out.
    package var agentFolder: URL
    /// The first user's password; `nil` makes one up at the first start.
    package var adminPassword: String?
    /// The name of the root tenant, used at the first start.
    package var organisation: String
    /// How old inventories and feeds may be before a device counts as unknown.
    package var limits: FreshnessLimits
    /// Whether clients that were written before release 3.9 of Qualys Patch Management get assets
    /// without what it added.
    package var showsOlderQualysAssets: Bool
    /// The least important log level that is written.
    package var logLevel: Logger.Level

    /// How clients reach the server: `http`, or `https` with a certificate.
    var scheme: String { tlsKey == nil ? "http" : "https" }

    /// Reads the configuration.
    ///
    /// - Parameters:
    ///   - flags: What the command line said, by key.
    ///   - file: A JSON file whose keys are those of the flags; it must exist where it is named.
    /// - Throws: ``DomainError/Code/requestInvalid`` that names the setting.
    package init(flags: [String: String], file: String?) async throws {
        let settings = try await SettingSources(flags: flags, file: file)
        guard let data = try settings.text("data"), !data.isEmpty else {
            throw DomainError(
                .requestInvalid,
                subject: "data",
                hint: "name the data folder with --data DIR"
            )
        }
        dataFolder = URL(fileURLWithPath: data, isDirectory: true)
        (host, port) = try Self.address(try settings.text("listen") ?? "127.0.0.1:8080")
        tlsCertificate = try settings.text("tls.cert")
        tlsKey = try settings.text("tls.key")
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw DomainError(
                .requestInvalid,
                subject: "tls-cert and tls-key",
                hint: "give both or none"
            )
        }
        publicURL = try settings.text("public.url").map(Self.publicURL)
        agentFolder =
            try settings.text("agent.dir").map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? AgentFolder.besideProgram
        if let url = try settings.text("database.url") {
            throw DomainError(
                .requestInvalid,
                subject: "database-url",
                hint: "\(url.prefix { $0 != ":" }) is not supported yet; leave it out for SQLite"
            )
        }
        adminPassword = try settings.text("admin.password")
        organisation = try settings.text("organisation") ?? "Organisation"
        limits = FreshnessLimits(
            inventoryMaxAge: try Self.days("inventory.max.age.days", settings),
            feedMaxAge: try Self.days("feed.max.age.days", settings)
        )
        showsOlderQualysAssets = try settings.flag("qualys.older.assets") ?? false
        let level = try settings.text("log.level") ?? "info"
        guard let logLevel = Logger.Level(rawValue: level) else {
            throw DomainError(
                .requestInvalid,
                subject: "log-level: \(level)",
                hint: Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        self.logLevel = logLevel
    }

    /// A number of days, 7 where nothing is said.
    private static func days(_ key: String, _ settings: SettingSources) throws -> Duration {
        let days = try settings.number(key) ?? 7
        guard (1...365).contains(days) else {
            let name = key.replacingOccurrences(of: ".", with: "-")
            throw DomainError(.requestInvalid, subject: "\(name): 1 to 365")
        }
        return .seconds(days * 86_400)
    }

    /// An address without a slash at its end; it becomes a word of scripts, so it holds nothing that
    /// an address does not need.
    private static func publicURL(_ text: String) throws -> String {
        let url = String(text.reversed().drop { $0 == "/" }.reversed())
        let isPlain = url.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"'\"\\`$<>".utf8.contains(byte)
        }
        let parts = URLComponents(string: url)
        guard isPlain, let parts, ["http", "https"].contains(parts.scheme),
            parts.host?.isEmpty == false, parts.query == nil, parts.fragment == nil,
            parts.user == nil
        else {
            throw DomainError(
                .requestInvalid,
                subject: "public-url: \(text)",
                hint: "for example https://patch.example.test"
            )
        }
        return url
    }

    private static func address(_ text: String) throws -> (String, Int) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else {
            throw DomainError(
                .requestInvalid,
                subject: "listen: \(text)",
                hint: "for example 127.0.0.1:8080"
            )
        }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (host.isEmpty ? "127.0.0.1" : host, port)
    }
}
