// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Services

extension ImportedFleet {
    /// The devices in their order, each with what it reports as a whole.
    var inventories: [(name: String, inventory: Inventory)] {
        devices.map { device in
            (
                device.name,
                Inventory(
                    stream: device.profile.stream,
                    architecture: device.profile.architecture,
                    packages: device.packages.map { packages[Int($0)] },
                    repositories: device.profile.repositories
                )
            )
        }
    }
}
