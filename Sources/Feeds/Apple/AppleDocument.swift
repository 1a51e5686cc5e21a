// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// Reads one document about Apple's releases: SOFA's feed or Apple's own list of its updates.
///
/// They are told apart by their members: SOFA's has `OSVersions`, Apple's `PublicAssetSets`, alone
/// or in the member `data` of the copy that SOFA keeps.
struct AppleDocument {
    /// What SOFA calls the product; Apple's list calls it the same.
    static let macOS = "macOS"

    private let name: String
    private var isKnown = false
    private var feed = SOFADocument()

    /// Makes a reader; `name` stands for the document in errors.
    init(name: String) { self.name = name }

    /// Adds the releases in a document; throws `.feedMalformed` with the path and the byte.
    mutating func read(_ bytes: [UInt8], into releases: inout AppleReleases) throws {
        do {
            try JSONCursor.read(bytes: bytes, name: name) { cursor in
                try readMembers(&cursor, &releases)
                guard isKnown else {
                    throw cursor.fault(
                        "neither OSVersions, as SOFA's feeds of systems have, nor PublicAssetSets,"
                            + " as Apple's list has"
                    )
                }
            }
        } catch let fault as JSONFault {
            throw fault.refusal
        }
        feed.finish(&releases)
    }

    private mutating func readMembers(
        _ cursor: inout JSONCursor,
        _ releases: inout AppleReleases
    ) throws {
        try cursor.object { key, cursor in
            switch key {
            case "OSVersions":
                isKnown = true
                try cursor.array { try feed.readSystem(&$0, &releases) }
            case "BackgroundSecurityImprovements": try feed.readImprovements(&cursor)
            case "LastCheck":
                let text = try cursor.string()
                guard let time = ISODate.publication(text) else {
                    throw cursor.fault("no time in UTC: \(text)")
                }
                releases.note(madeAt: time)
            case "PublicAssetSets":
                isKnown = true
                try AppleList.read(&cursor, &releases)
            case "AssetSets": releases.managedOnly += try AppleList.countOfMacOS(&cursor)
            case "PublicBackgroundSecurityImprovements", "PublicRapidSecurityResponses":
                releases.listedResponses += try AppleList.countOfMacOS(&cursor)
            case "data":
                if cursor.kind == .object { try readMembers(&cursor, &releases) }
            default: break
            }
        }
    }
}
