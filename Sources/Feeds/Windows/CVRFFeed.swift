// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Loads documents in the format of CVRF 1.1, of whichever publisher: Microsoft or SUSE.
package enum CVRFFeed {
    /// How far into a document its publisher is looked for, in bytes.
    private static let headLength = 65_536

    /// The contents of documents: one feed for each publisher.
    ///
    /// A folder or an archive holds Microsoft's.
    /// - Throws: As ``MSRCFeed`` and ``SUSECVRFFeed`` do.
    package static func contents(
        paths: [String],
        progress: FeedProgress.Report? = nil
    ) throws -> [FeedContent] {
        let suse = try paths.filter { try isSUSE($0) }
        let microsoft = paths.filter { !suse.contains($0) }
        var contents = try microsoft.map { try MSRCFeed.content(path: $0, progress: progress) }
        if !suse.isEmpty {
            contents.append(try SUSECVRFFeed.content(paths: suse, progress: progress))
        }
        return contents
    }

    private static func isSUSE(_ path: String) throws -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue
        else { return false }
        var head: [UInt8] = []
        struct Enough: Error {}
        do {
            try Decompressor(path: path).read { chunk in
                head += chunk.prefix(headLength - head.count)
                if head.count == headLength { throw Enough() }
            }
        } catch is Enough {
            // The rest is the publisher's parser's business.
        } catch {
            // What is damaged is refused, with its place, by the parser that reads all of it.
            return false
        }
        let text = String(decoding: head, as: UTF8.self)
        return text.contains("suse.com") && !text.contains("microsoft.com")
    }
}
