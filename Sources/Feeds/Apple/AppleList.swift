// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// The parts of Apple's own list of its updates, the one that device management asks for.
///
/// An object has an array for each platform. Of `PublicAssetSets`, what everyone is offered, the
/// versions of macOS are taken. `AssetSets`, what device management may still install, and the
/// rapid responses are counted alone: the list says neither what they fix nor, but for the board
/// names of every model, for whom they are.
enum AppleList {
    /// Adds the versions of macOS.
    static func read(_ cursor: inout JSONCursor, _ releases: inout AppleReleases) throws {
        try cursor.object { platform, cursor in
            guard platform == AppleDocument.macOS else {
                releases.leaveAside(try count(&cursor), of: platform)
                return
            }
            try cursor.array { releases.add(listed: try release(&$0)) }
        }
    }

    /// How many versions of macOS there are.
    static func countOfMacOS(_ cursor: inout JSONCursor) throws -> Int {
        var total = 0
        try cursor.object { platform, cursor in
            if platform == AppleDocument.macOS { total += try count(&cursor) }
        }
        return total
    }

    private static func count(_ cursor: inout JSONCursor) throws -> Int {
        var total = 0
        try cursor.array { _ in total += 1 }
        return total
    }

    /// A version with the day on which it was posted, which for old ones is that of the last time.
    private static func release(_ cursor: inout JSONCursor) throws -> AppleRelease {
        var version = ""
        var extra = ""
        var postedAt: Timestamp?
        try cursor.object { key, cursor in
            switch key {
            case "ProductVersion": version = try cursor.string()
            case "ProductVersionExtra": extra = try cursor.stringIfPresent() ?? ""
            case "PostingDate":
                let text = try cursor.string()
                postedAt = ISODate.day(text)
                if postedAt == nil { throw cursor.fault("no such date: \(text)") }
            default: break
            }
        }
        guard let version = AppleVersion(version, extra: extra) else {
            throw cursor.fault("no version of macOS: \(version)\(extra.isEmpty ? "" : " \(extra)")")
        }
        guard let postedAt else { throw cursor.fault("PostingDate is missing") }
        return AppleRelease(version: version, issuedAt: postedAt)
    }
}
