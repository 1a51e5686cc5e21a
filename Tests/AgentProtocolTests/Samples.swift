// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Foundation

/// Values that the suites of this target share; nothing in them depends on chance.
enum Samples {
    /// An identity made of one repeated byte.
    static func uuid(_ byte: UInt8) -> UUID {
        UUID(
            uuid: (
                byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte,
                byte, byte
            )
        )
    }

    /// A private key made of one repeated byte.
    static func key(_ byte: UInt8) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: byte, count: 32))
    }

    static let order = Order(
        id: uuid(1),
        device: uuid(2),
        kind: .install,
        patches: [
            OrderPatch(
                patch: uuid(3),
                title: "zlib/1.2.13 \"fix\"",
                packages: [
                    TargetPackage(name: "zlib1g", architecture: "amd64", version: "1:1.2.13-2")
                ]
            )
        ],
        issuedAt: 1_700_000_000_000,
        expiresAt: 1_700_000_600_000
    )

    static let repositories = [
        Repository(
            origin: "Debian",
            label: "Debian",
            suite: "stable",
            codename: "bookworm",
            component: "main"
        ),
        Repository(
            origin: "Debian",
            label: "Debian-Security",
            suite: "stable-security",
            codename: "bookworm-security",
            component: "main"
        ),
        Repository(
            origin: "Debian",
            label: "Debian",
            suite: "stable",
            codename: "bookworm",
            component: "contrib"
        ),
        Repository(
            origin: "",
            label: "Shop",
            suite: "shop",
            codename: "",
            component: "main"
        ),
        Repository(
            origin: "",
            label: "Yard",
            suite: "shop",
            codename: "",
            component: "main"
        ),
    ]

    static let packages = [
        InstalledPackage(name: "bash", architecture: "amd64", version: "5.2-1", source: "bash"),
        InstalledPackage(
            name: "libc6",
            architecture: "amd64",
            version: "2.36-9",
            source: "glibc"
        ),
        InstalledPackage(
            name: "libc6",
            architecture: "i386",
            version: "2.36-9",
            source: "glibc"
        ),
        InstalledPackage(
            name: "libssl3",
            architecture: "amd64",
            version: "3.0.11-1+b1",
            source: "openssl",
            sourceVersion: "3.0.11-1",
            isHeld: true
        ),
        InstalledPackage(
            name: "libssl3",
            architecture: "amd64",
            version: "3.0.11-1+b1",
            source: "openssl",
            sourceVersion: "3.0.11-1"
        ),
        InstalledPackage(
            name: "libssl3",
            architecture: "amd64",
            version: "3.0.11-1+b1",
            source: "openssl"
        ),
        InstalledPackage(
            name: "libssl3",
            architecture: "amd64",
            version: "3.0.11-1+b1",
            source: "openssl",
            isUnconfigured: true
        ),
        InstalledPackage(
            name: "libssl3",
            architecture: "amd64",
            version: "3.0.11-1+b1",
            source: "openssl",
            isHeld: true,
            isUnconfigured: true
        ),
        InstalledPackage(name: nil, architecture: nil, version: "1.0", source: "curl"),
        InstalledPackage(name: nil, architecture: nil, version: "1.1", source: "curl"),
    ]

    static func inventory(
        packages: [InstalledPackage] = packages,
        repositories: [Repository]? = repositories
    ) -> Inventory {
        Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: packages,
            repositories: repositories
        )
    }
}
