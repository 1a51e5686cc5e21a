// SPDX-License-Identifier: Apache-2.0

/// How far the reading of one input is, for a person who waits.
package struct FeedProgress: Sendable, Equatable {
    /// What is being read or fetched, for example `apt Debian bookworm main amd64`.
    package var item: String
    /// The bytes done so far.
    package var doneBytes: Int64
    /// The bytes in all; `nil` where nobody says.
    package var totalBytes: Int64?

    /// Receives the progress; called at most once per chunk, from any task.
    package typealias Report = @Sendable (FeedProgress) -> Void

    /// Makes a report.
    package init(item: String, doneBytes: Int64, totalBytes: Int64?) {
        self.item = item
        self.doneBytes = doneBytes
        self.totalBytes = totalBytes
    }
}
