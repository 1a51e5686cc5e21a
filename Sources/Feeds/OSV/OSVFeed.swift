// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Loads advisories in the OSV format (OSV schema 1.7): what AlmaLinux, Rocky Linux, Debian and
/// Ubuntu have fixed in which version, and which packages they say are affected without a fix.
///
/// Fixes of Ubuntu Pro belong to the stream of their Ubuntu; they carry whose subscribers get them.
/// The files carry no signature and say nothing about who made them.
package enum OSVFeed {
    /// The contents of a JSON file, a folder of them, or a tar or zip archive of them.
    ///
    /// There is one content for each family of distributions: `osv almalinux`, `osv debian`, `osv
    /// rocky`, `osv ubuntu`. Files inside a folder or archive count where their names end in
    /// `.json`. A range's lower end is not kept: what it leaves aside stands in the remarks.
    ///
    /// - Parameters:
    ///   - path: The file, folder or archive; compression is told from the content.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The contents by name; there is at least one.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and the
    ///   field for what cannot be read; nothing is taken from such an import.
    package static func contents(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> [FeedContent] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DomainError(.feedUnavailable, subject: "\(path): no such file or folder")
        }
        var collection = OSVCollection()
        let otherFiles =
            isFolder.boolValue
            ? try readFolder(path, &collection, progress)
            : try readFile(path, &collection, progress)
        guard collection.count > 0 else {
            throw DomainError(.feedUnavailable, subject: "\(path): no .json file in it")
        }
        return try collection.contents(source: path, otherFiles: otherFiles)
    }

    /// How the names of the files end that count.
    private static let suffix = ".json"

    private static func readFile(
        _ path: String,
        _ collection: inout OSVCollection,
        _ progress: FeedProgress.Report?
    ) throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes?[.size] as? NSNumber)?.int64Value
        return try ArchiveMembers(path: path).read(suffix: suffix) { member in
            try collection.add(member.bytes, name: member.name ?? path)
            progress?(
                FeedProgress(item: path, doneBytes: member.readBytes, totalBytes: size)
            )
        }
    }

    private static func readFolder(
        _ path: String,
        _ collection: inout OSVCollection,
        _ progress: FeedProgress.Report?
    ) throws -> Int {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        } catch {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): \(error.localizedDescription)",
                underlying: error
            )
        }
        var otherFiles = 0
        var done: Int64 = 0
        for name in names {
            try Task.checkCancellation()
            let file = path + "/" + name
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            guard name.hasSuffix(suffix) else {
                otherFiles += 1
                continue
            }
            let bytes = try Decompressor(
                path: file,
                name: name,
                limit: Int64(ArchiveMembers.memberLimit)
            ).contents()
            try collection.add(bytes, name: name)
            done += Int64(bytes.count)
            progress?(FeedProgress(item: path, doneBytes: done, totalBytes: nil))
        }
        return otherFiles
    }
}
