// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

extension Timestamp {
    /// The time in UTC as `2025-03-30T02:30:00Z` (ISO 8601); parts of a second are cut off.
    package var isoText: String { "\(TimeZone.gmt.local(at: self))Z" }
}
