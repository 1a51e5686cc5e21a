// SPDX-License-Identifier: Apache-2.0

/// What a world is drawn with, beside its seed.
package struct WorldOptions: Sendable {
    /// How often things go wrong; `nil` draws it.
    package var faults: FaultRates?
    /// The mistake that a part of the world makes on purpose.
    package var defect: Defect?

    /// Makes options.
    package init(faults: FaultRates? = nil, defect: Defect? = nil) {
        self.faults = faults
        self.defect = defect
    }
}
