// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The files of a folder that holds the documents of a feed.
enum FeedFolder {
    /// The paths of everything in a folder and the folders in it, relative to it, in order.
    ///
    /// Throws `.feedUnavailable` where it cannot be read.
    static func names(in path: String) throws -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        } catch {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): \(error.localizedDescription)",
                underlying: error
            )
        }
    }
}
