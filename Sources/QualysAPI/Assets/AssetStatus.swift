// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// How it stands with an asset, in the vendor's words: scanned, or its last job failed.
///
/// Only two of the vendor's codes are known, from its samples: 20211 beside `Scanned`, and 20212
/// beside `Failed`. An asset that was never scanned has no code.
struct AssetStatus: Equatable {
    /// The vendor's words.
    enum Word: String, CaseIterable {
        /// Its inventory is known.
        case scanned = "Scanned"
        /// There is no inventory yet.
        case notScanned = "NotScanned"
        /// Its inventory is known, and the last job on it failed.
        case failed = "Failed"
    }

    /// The asset's status.
    let word: Word
    /// Since when; `nil` before the first scan.
    let since: Timestamp?

    /// The vendor's number; `nil` where none is known.
    var code: Int64? {
        switch word {
        case .scanned: 20_211
        case .failed: 20_212
        case .notScanned: nil
        }
    }

    /// The status of a device.
    init(_ device: IndexedDevice) {
        guard device.device.inventoryDigest != nil else {
            word = .notScanned
            since = nil
            return
        }
        let last = device.attempts.values.max { ($0.at, $0.execution) < ($1.at, $1.execution) }
        let hasFailed = last.map { Self.bad.contains($0.state) } ?? false
        word = hasFailed ? .failed : .scanned
        since = hasFailed ? last?.at : device.device.scannedAt
    }

    /// The ends of a job that count as a failure, as findings count them.
    private static let bad: Set<Execution.State> = [.failed, .blocked, .noPatchAvailable]
}
