// SPDX-License-Identifier: Apache-2.0
import Dispatch
package import Feeds
import Foundation
import Glibc
import Synchronization

/// A line on standard error that tells how far long work is; only where a person watches.
package enum ProgressLine {
    private static let isWatched = isatty(STDERR_FILENO) == 1
    private static let lastShown = Mutex<UInt64>(0)

    /// Shows progress, at most ten times a second.
    package static func report(_ progress: FeedProgress) {
        guard isWatched else { return }
        let now = DispatchTime.now().uptimeNanoseconds
        let isDue = lastShown.withLock { last in
            guard now - last > 100_000_000 else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let done = progress.doneBytes / 1_000_000
        let share = progress.totalBytes.map { " of \($0 / 1_000_000)" } ?? ""
        write("\r\u{1B}[K\(progress.item): \(done)\(share) MB")
    }

    /// Clears the line.
    package static func end() {
        if isWatched { write("\r\u{1B}[K") }
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
