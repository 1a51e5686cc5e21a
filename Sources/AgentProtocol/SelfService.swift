// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// `GET available`: what the people at a machine may install themselves.
package struct AvailablePatches: Codable, Sendable, Equatable {
    /// The patches, the most severe first.
    package var patches: [AvailablePatch]

    /// Makes a list.
    package init(patches: [AvailablePatch]) { self.patches = patches }
}

/// One patch that was published for self-service.
package struct AvailablePatch: Codable, Sendable, Equatable {
    /// The patch.
    package var patch: UUID
    /// Its name, for example `DSA-5780-1`.
    package var name: String
    /// What it is about.
    package var title: String
    /// How severe it is, in the catalogue's word.
    package var severity: String
    /// Whether it is likely to need a restart.
    package var needsReboot: Bool

    /// Makes an entry.
    package init(patch: UUID, name: String, title: String, severity: String, needsReboot: Bool) {
        self.patch = patch
        self.name = name
        self.title = title
        self.severity = severity
        self.needsReboot = needsReboot
    }
}

/// `POST install`: someone at the machine wants a published patch now; the order comes with the next
/// check-in.
package struct SelfServiceRequest: Codable, Sendable, Equatable {
    /// The patch.
    package var patch: UUID

    /// Makes a request.
    package init(patch: UUID) { self.patch = patch }
}
