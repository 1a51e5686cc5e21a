// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// One set of compiler settings for every target of this package.
let strict: [SwiftSetting] =
    [.swiftLanguageMode(.v6)]
    + ["ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"]
    .map { .enableUpcomingFeature($0) }
    + (Context.environment["THIMBLE_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : [])

func hosted(_ path: String, _ version: Version) -> Package.Dependency {
    .package(url: "https://github.com/" + path, from: version)
}

func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let nioCore = product("NIOCore", "swift-nio")
let crypto = product("Crypto", "swift-crypto")
let logging = product("Logging", "swift-log")
let hummingbird = product("Hummingbird", "hummingbird")
let httpTypes = product("HTTPTypes", "swift-http-types")
let httpClient = product("AsyncHTTPClient", "async-http-client")
let arguments = product("ArgumentParser", "swift-argument-parser")
let nioSSL = product("NIOSSL", "swift-nio-ssl")
let nioHTTP1 = product("NIOHTTP1", "swift-nio")
let nioFoundation = product("NIOFoundationCompat", "swift-nio")
let systemPackage = product("SystemPackage", "swift-system")
let hummingbirdTesting = product("HummingbirdTesting", "hummingbird")
let subprocess = product("Subprocess", "swift-subprocess")

let package = Package(
    name: "thimble",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "thimble", targets: ["thimble"]),
        .executable(name: "thimble-agent", targets: ["thimble-agent"]),
    ],
    dependencies: [
        hosted("hummingbird-project/hummingbird", "2.28.1"),
        hosted("groue/GRDB.swift", "7.10.0"),
        hosted("apple/swift-crypto", "4.5.2"),
        hosted("vapor/jwt-kit", "5.7.1"),
        hosted("apple/swift-nio", "2.101.2"),
        hosted("apple/swift-nio-ssl", "2.37.6"),
        hosted("apple/swift-http-types", "1.8.0"),
        hosted("apple/swift-argument-parser", "1.8.2"),
        hosted("apple/swift-log", "1.16.2"),
        hosted("apple/swift-configuration", "1.4.0"),
        hosted("apple/swift-system", "1.8.1"),
        hosted("swift-server/async-http-client", "1.37.0"),
        hosted("swift-server/swift-service-lifecycle", "2.13.0"),
        hosted("swiftlang/swift-subprocess", "1.0.2"),
    ],
    targets: [
        // Pure ground floor: values and functions, no clock, file or network.
        target("Versioning"),
        target("PackageFormats"),
        target("Query"),
        target("AgentProtocol", [crypto]),
        target("Domain", ["AgentProtocol", crypto]),
        target("Fleet", ["Domain", "Query", "Versioning", "AgentProtocol", "PackageFormats"]),

        // Files, databases and use cases.
        .systemLibrary(
            name: "CArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]
        ),
        target(
            "Feeds",
            [
                "CArchive", "PackageFormats", "Versioning", "Domain", "AgentProtocol", crypto,
                httpClient, nioCore, nioFoundation, nioHTTP1, subprocess, systemPackage,
            ]
        ),
        target(
            "Storage",
            ["Domain", "AgentProtocol", "PackageFormats", product("GRDB", "GRDB.swift")]
        ),
        target(
            "Services",
            [
                "Domain", "Fleet", "Query", "AgentProtocol", crypto,
                product("CryptoExtras", "swift-crypto"), product("JWTKit", "jwt-kit"), logging,
            ]
        ),

        // Faces.
        target("Web", ["Domain", hummingbird, httpTypes, nioCore, logging]),
        target(
            "ManageEngineAPI",
            ["Web", "Services", "Fleet", "Domain", "Query", "AgentProtocol", httpTypes, nioCore]
        ),
        target(
            "QualysAPI",
            ["Web", "Services", "Fleet", "Domain", "Query", "AgentProtocol", httpTypes, nioCore]
        ),
        target(
            "AgentAPI",
            ["Web", "Services", "Domain", "AgentProtocol", httpTypes, nioCore]
        ),

        // The agent knows the server through AgentProtocol alone.
        target(
            "Agent",
            [
                "AgentProtocol", "PackageFormats", crypto, httpClient, nioCore, nioFoundation,
                nioHTTP1, nioSSL, logging, subprocess, systemPackage,
            ]
        ),

        // A fleet of seeded devices and faults: against the engine itself, and over the wire.
        target("Simulation", ["Domain", "AgentProtocol", crypto]),
        target(
            "SimulationClient",
            [
                "Simulation", "Domain", "AgentProtocol", "PackageFormats", "Versioning", crypto,
                httpClient, nioCore, nioFoundation, nioHTTP1, nioSSL,
            ]
        ),

        // Composition root and executables.
        target(
            "Server",
            [
                "AgentAPI", "ManageEngineAPI", "QualysAPI", "Web", "Services", "Storage", "Feeds",
                "Fleet",
                "Domain", "AgentProtocol", "Versioning", crypto, hummingbird,
                product("HummingbirdTLS", "hummingbird"),
                product("HummingbirdCore", "hummingbird"), nioCore, nioSSL, systemPackage,
                product("ServiceLifecycle", "swift-service-lifecycle"),
                product("UnixSignals", "swift-service-lifecycle"),
                product("Configuration", "swift-configuration"), logging,
            ]
        ),
        .executableTarget(
            name: "thimble",
            dependencies: [
                "Server", "SimulationClient", "Services", "Domain", "Fleet", "Query",
                "Versioning", arguments,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "thimble-bench",
            dependencies: [
                "Server", "Services", "Storage", "Feeds", "Fleet", "Domain",
                "AgentProtocol", "Query", arguments, crypto, hummingbird, httpTypes,
                nioCore, logging,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "thimble-agent",
            dependencies: ["Agent", arguments],
            swiftSettings: strict
        ),

        // Tests.
        target("TestSupport"),
        tests("Architecture"),
        tests("TestSupport", ["TestSupport"]),
        tests("Versioning", ["Versioning"]),
        tests("PackageFormats", ["PackageFormats"]),
        tests("Query", ["Query", "TestSupport"], exclude: ["Golden"]),
        tests("AgentProtocol", ["AgentProtocol", crypto]),
        tests("Domain", ["Domain", "AgentProtocol"]),
        tests("Fleet", ["Fleet", "Domain", "Query", "AgentProtocol", "Versioning"]),
        tests("Feeds", ["Feeds", "CArchive", "Domain", "AgentProtocol", "TestSupport"]),
        tests(
            "Storage",
            ["Storage", "Domain", "AgentProtocol", "TestSupport"],
            exclude: ["Golden"]
        ),
        tests(
            "Services",
            [
                "Services", "Storage", "Fleet", "Domain", "Query", "AgentProtocol", "TestSupport",
                crypto, logging,
            ]
        ),
        tests(
            "Web",
            [
                "Web", "Domain", "TestSupport", hummingbirdTesting, hummingbird, httpTypes, nioCore,
                logging,
            ],
            exclude: ["Golden"]
        ),
        tests(
            "ManageEngineAPI",
            [
                "ManageEngineAPI", "Web", "Services", "Storage", "Fleet", "Domain", "Query",
                "AgentProtocol", "TestSupport", hummingbirdTesting, hummingbird, httpTypes, nioCore,
                crypto, logging,
            ]
        ),
        tests(
            "QualysAPI",
            [
                "QualysAPI", "Web", "Services", "Storage", "Fleet", "Domain", "Query",
                "AgentProtocol", "TestSupport", hummingbirdTesting, hummingbird, httpTypes, nioCore,
                crypto, logging,
            ]
        ),
        tests(
            "Agent",
            ["Agent", "AgentProtocol", "PackageFormats", "TestSupport", crypto, logging]
        ),
        tests(
            "Server",
            [
                "Server", "Services", "Storage", "Fleet", "Domain", "AgentProtocol", "Versioning",
                "TestSupport",
            ]
        ),
        tests("Simulation", ["Simulation", "Domain", "AgentProtocol"]),
        tests(
            "SimulationClient",
            [
                "SimulationClient", "Simulation", "Domain", "AgentProtocol", "Versioning",
                "TestSupport", crypto,
            ]
        ),
        tests(
            "EndToEnd",
            [
                "TestSupport", "AgentProtocol", crypto, "thimble", "thimble-agent",
            ],
            exclude: ["Clients"]
        ),
    ]
)
