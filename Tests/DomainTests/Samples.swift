// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
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

    /// Seconds after the beginning of every test.
    static func at(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_700_000_000_000 + seconds * 1_000)
    }

    /// A repository by its codename.
    static func repository(
        _ origin: String,
        _ codename: String,
        suite: String = "",
        label: String = ""
    ) -> Repository {
        Repository(
            origin: origin,
            label: label,
            suite: suite,
            codename: codename,
            component: "main"
        )
    }

    /// A repository as the origin of a patch.
    static func origin(
        _ codename: String,
        label: String = "Debian",
        suite: String = "",
        _ willingness: PatchOrigin.Willingness = .automatic
    ) -> PatchOrigin {
        PatchOrigin(
            origin: "Debian",
            label: label,
            suite: suite,
            codename: codename,
            component: "main",
            willingness: willingness
        )
    }
}
