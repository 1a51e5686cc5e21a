// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Testing

/// Identities that are the same in every run.
enum TestID {
    static func uuid(_ number: UInt8) -> UUID {
        UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
    }
}

extension TargetPackage {
    /// `name`, `version`, on amd64 unless said otherwise.
    init(_ name: String, _ version: String, _ architecture: String = "amd64") {
        self.init(name: name, architecture: architecture, version: version)
    }
}

extension OrderPatch {
    /// A patch that is called like its first package.
    init(_ number: UInt8, _ packages: TargetPackage...) {
        self.init(
            patch: TestID.uuid(number),
            title: packages.first?.name ?? "empty",
            packages: packages
        )
    }
}

extension Order {
    /// An order for the machine 1, issued at 1,000 and good until 2,000 milliseconds.
    static func install(_ patches: [OrderPatch], number: UInt8 = 100) -> Order {
        Order(
            id: TestID.uuid(number),
            device: TestID.uuid(1),
            kind: .install,
            patches: patches,
            issuedAt: 1_000,
            expiresAt: 2_000
        )
    }
}

extension OrderReport {
    /// A report on an order without patches.
    static func plain(_ order: UUID) -> OrderReport {
        OrderReport(
            order: order,
            startedAt: 1_100,
            finishedAt: 1_200,
            results: [],
            failure: nil,
            reboot: .notNeeded,
            wasResumed: false
        )
    }

    /// The result for a patch of ``TestID``.
    func result(_ number: UInt8) throws -> PatchResult {
        try #require(results.first { $0.patch == TestID.uuid(number) })
    }
}
