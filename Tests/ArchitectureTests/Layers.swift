// SPDX-License-Identifier: Apache-2.0

/// The layers of the package, lowest first: what each target may import, and why.
///
/// A row may name only rows above it, so arrows point down. An import without a row fails, and so does
/// an entry that no file uses any more.
enum Layers {
    private static let codable = "Codable messages, UUID, Data"
    private static let hashes = "SHA-256 and Ed25519"
    private static let buffers = "bodies travel in ByteBuffer"
    private static let locks = "Mutex and Atomic for shared state"
    private static let logs = "structured log lines"
    private static let routes = "requests, responses and the router"
    private static let fields = "names of header fields, status codes"
    private static let commands = "runs the system's tools"
    private static let paths = "paths of the commands and files it uses"
    private static let client = "downloads over HTTPS"

    /// Every folder of `Sources`, once.
    static let table = [
        // Pure ground floor: values and functions.
        Layer("CArchive"),
        Layer("Versioning"),
        Layer("PackageFormats"),
        Layer("Query"),
        Layer("AgentProtocol", external: ["Foundation": codable, "Crypto": hashes]),
        Layer(
            "Domain",
            own: ["AgentProtocol"],
            external: ["Foundation": "UUID and dates of entities", "Crypto": hashes]
        ),
        Layer(
            "Fleet",
            own: ["Domain", "Query", "Versioning", "AgentProtocol", "PackageFormats"],
            external: ["Synchronization": locks]
        ),

        // Files, databases and use cases.
        Layer(
            "Feeds",
            own: ["CArchive", "PackageFormats", "Versioning", "Domain", "AgentProtocol"],
            external: [
                "Foundation": "files and dates of feeds", "Crypto": hashes,
                "AsyncHTTPClient": client,
                "NIOCore": buffers, "NIOFoundationCompat": "ByteBuffer to Data",
                "NIOHTTP1": "status codes of downloads", "Subprocess": commands,
                "SystemPackage": paths,
            ]
        ),
        Layer(
            "Storage",
            own: ["Domain", "AgentProtocol", "PackageFormats"],
            external: [
                "Foundation": codable, "GRDB": "SQLite", "Dispatch": "waits off the shared threads",
            ]
        ),
        Layer(
            "Services",
            own: ["Domain", "Fleet", "Query", "AgentProtocol"],
            external: [
                "Foundation": codable, "Crypto": hashes, "CryptoExtras": "scrypt for passwords",
                "JWTKit": "JSON Web Tokens", "Logging": logs, "Synchronization": locks,
            ]
        ),

        // Faces.
        Layer(
            "Web",
            own: ["Domain"],
            external: [
                "Hummingbird": routes, "HTTPTypes": fields,
                "NIOCore": buffers, "Logging": logs, "Synchronization": locks,
            ]
        ),
        Layer(
            "ManageEngineAPI",
            own: ["Web", "Services", "Domain", "Query", "Fleet", "AgentProtocol"],
            external: ["HTTPTypes": fields, "NIOCore": buffers]
        ),
        Layer(
            "QualysAPI",
            own: ["Web", "Services", "Domain", "Query", "Fleet", "AgentProtocol"],
            external: ["Foundation": "UUIDs and dates", "HTTPTypes": fields, "NIOCore": buffers]
        ),
        Layer(
            "AgentAPI",
            own: ["Web", "Services", "Domain", "AgentProtocol"],
            external: [
                "Foundation": "JSON and dates", "HTTPTypes": fields, "NIOCore": buffers,
            ]
        ),

        // The agent knows its messages, never the server's domain.
        Layer(
            "Agent",
            own: ["AgentProtocol", "PackageFormats"],
            external: [
                "Foundation": "files, JSON and dates", "Crypto": hashes, "AsyncHTTPClient": client,
                "NIOCore": buffers, "NIOFoundationCompat": "ByteBuffer to Data",
                "NIOHTTP1": "header fields of the client",
                "NIOSSL": "pins the server's certificate",
                "Logging": logs, "Subprocess": commands,
                "Synchronization": locks, "Glibc": "fsync and uname for journal and facts",
            ]
        ),

        // Devices and faults from a seed.
        Layer(
            "Simulation",
            own: ["Domain", "AgentProtocol"],
            external: ["Foundation": codable, "Crypto": hashes]
        ),
        Layer(
            "SimulationClient",
            own: ["Simulation", "Domain", "AgentProtocol", "PackageFormats", "Versioning"],
            external: [
                "Foundation": "files, JSON and time zones", "Crypto": hashes,
                "AsyncHTTPClient": "speaks to the server", "NIOCore": buffers,
                "NIOFoundationCompat": "ByteBuffer to Data", "NIOHTTP1": "header fields",
                "NIOSSL": "trusts the server's certificate", "Synchronization": locks,
            ]
        ),

        // Composition root and executables.
        Layer(
            "Server",
            own: [
                "AgentAPI", "ManageEngineAPI", "QualysAPI", "Web", "Services", "Storage", "Feeds",
                "Fleet",
                "Domain", "Versioning", "AgentProtocol",
            ],
            external: [
                "Foundation": "files and dates", "Crypto": hashes, "Hummingbird": routes,
                "HummingbirdTLS": "the HTTPS listener", "HummingbirdCore": "chooses the listener",
                "NIOSSL": "certificate and key of the listener", "Logging": logs,
                "ServiceLifecycle": "starts and stops the services in order",
                "Configuration": "command line and environment in one place",
                "NIOCore": buffers, "SystemPackage": paths,
                "UnixSignals": "stops on SIGTERM", "Synchronization": locks,
                "Dispatch": "the pace of the progress line",
                "Glibc": "locks the data folder",
            ]
        ),
        Layer(
            "thimble",
            own: [
                "Server", "SimulationClient", "Services", "Domain", "Query", "Versioning",
                "Fleet",
            ],
            external: [
                "ArgumentParser": "commands, options and help", "Foundation": "files and JSON",
            ]
        ),
        Layer(
            "thimble-bench",
            own: [
                "Feeds", "Fleet", "Domain", "Services", "Storage", "Server", "Query",
                "AgentProtocol",
            ],
            external: [
                "ArgumentParser": "commands, options and help", "Foundation": "files and JSON",
                "Synchronization": locks, "Crypto": hashes, "HTTPTypes": fields,
                "Hummingbird": "the bare route that ours is measured against", "Logging": logs,
                "NIOCore": buffers, "Glibc": "a client of plain sockets",
            ]
        ),
        Layer(
            "thimble-agent",
            own: ["Agent"],
            external: [
                "ArgumentParser": "commands, options and help",
                "Foundation": "reads option values",
            ]
        ),

        // Tests alone import it.
        Layer(
            "TestSupport",
            external: ["Foundation": "files, processes, sockets", "Synchronization": locks]
        ),
    ]
}
