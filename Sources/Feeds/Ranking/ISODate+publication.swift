// SPDX-License-Identifier: Apache-2.0
import Domain

extension ISODate {
    /// Reads a day, `2026-11-20`, as the midnight in UTC at its start; `nil` for any other form.
    static func day(_ text: String) -> Timestamp? {
        text.utf8.count == 10 ? internet("\(text)T00:00:00Z") : nil
    }

    /// Reads a time in UTC however its zone is written: `Z`, `+00:00`, `+0000`, or `+00:00Z` as
    /// the first version of SOFA's feeds has it.
    ///
    /// `nil` for any other form, another zone or no such time.
    static func publication(_ text: String) -> Timestamp? {
        for zone in ["+00:00Z", "+00:00", "+0000"] where text.hasSuffix(zone) {
            return internet("\(text.dropLast(zone.count))Z")
        }
        return internet(text)
    }
}
