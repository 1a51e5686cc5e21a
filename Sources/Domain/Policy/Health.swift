// SPDX-License-Identifier: Apache-2.0

/// How well a device is patched, in one word.
package enum Health: Int, Sendable, CaseIterable {
    /// Nobody can tell: never scanned, a stale inventory, or no catalogue.
    case unknown = 0
    /// It lacks nothing that is not declined.
    case healthy = 1
    /// It lacks patches, none of them for security.
    case vulnerable = 2
    /// It lacks security patches.
    case highlyVulnerable = 3

    /// Judges a device by what it lacks now.
    ///
    /// - Parameters:
    ///   - lacking: The classifications of the patches that it lacks, superseded and declined ones
    ///     left out.
    ///   - unknown: Why nothing can be said; `nil` where the findings are complete.
    package init(lacking: some Sequence<Patch.Classification>, unknown: Finding.Reason?) {
        guard unknown == nil else {
            self = .unknown
            return
        }
        var worst = Health.healthy
        for classification in lacking {
            if classification == .security {
                self = .highlyVulnerable
                return
            }
            worst = .vulnerable
        }
        self = worst
    }
}
