// SPDX-License-Identifier: Apache-2.0

/// What an operator sets for this dialect, and what it says of the program.
package struct QualysSettings: Sendable {
    /// The version of the program, a part of `appVersion`; `nil` leaves the vendor's release alone.
    package var programVersion: String?
    /// Whether a client that neither names `application/json` in `Accept` nor chooses members gets
    /// the assets of `POST /pm/v1/assets` without what release 3.9 added.
    ///
    /// For clients that were written before and refuse members that they do not know.
    package var showsOlderAssets: Bool

    /// Makes settings; without any, the vendor's present documents hold.
    package init(programVersion: String? = nil, showsOlderAssets: Bool = false) {
        self.programVersion = programVersion
        self.showsOlderAssets = showsOlderAssets
    }
}
