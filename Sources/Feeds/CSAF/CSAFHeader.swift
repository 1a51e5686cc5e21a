// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// What a CSAF document says of itself (CSAF 2.0, "Document Property").
struct CSAFHeader: Equatable {
    /// The profile, for example `csaf_vex`; Red Hat's advisories of some years wear it too.
    let category: String
    /// The publisher's name.
    let publisher: String
    /// The title.
    let title: String
    /// The rating of the whole, in the publisher's word.
    let rating: String?
    /// The document's name among its publisher's: `RHSA-2026:1`, or the CVE that it is about.
    let id: String
    /// `draft`, `interim` or `final`.
    let status: String
    /// When the first revision came out.
    let issuedAt: Timestamp
    /// When this revision came out.
    let releasedAt: Timestamp

    /// Whether the document is about one vulnerability and all products, and no advisory.
    var isAboutVulnerability: Bool { id.hasPrefix("CVE-") }

    /// The publisher in a feed's name: `redhat`, `suse`, else as the document writes it.
    var publisherName: String {
        let words = publisher.lowercased().split { !$0.isLetter }
        if words.starts(with: ["red", "hat"]) { return "redhat" }
        return words.first == "suse" || words.first == "opensuse" ? "suse" : publisher
    }
}

extension CSAFHeader {
    /// Reads the `document` property; throws `JSONFault`.
    init(_ cursor: inout JSONCursor) throws {
        var fields = Fields()
        try cursor.object { key, cursor in
            switch key {
            case "category": fields.category = try CSAFText.filled(&cursor)
            case "csaf_version":
                let version = try cursor.string()
                guard version == "2.0" else { throw cursor.fault("not CSAF 2.0 but \(version)") }
                fields.hasVersion = true
            case "publisher":
                try cursor.object { key, cursor in
                    if key == "name" { fields.publisher = try CSAFText.sentence(&cursor) }
                }
            case "title": fields.title = try CSAFText.sentence(&cursor)
            case "aggregate_severity":
                try cursor.object { key, cursor in
                    if key == "text" { fields.rating = try cursor.string() }
                }
            case "tracking": try fields.readTracking(&cursor)
            default: break
            }
        }
        guard fields.hasVersion else { throw cursor.fault("no CSAF document: no csaf_version") }
        func required<Value>(_ value: Value?, _ name: String) throws -> Value {
            guard let value else { throw cursor.fault("\(name) is missing") }
            return value
        }
        category = try required(fields.category, "category")
        publisher = try required(fields.publisher, "publisher.name")
        title = try required(fields.title, "title")
        rating = fields.rating
        id = try required(fields.id, "tracking.id")
        status = try required(fields.status, "tracking.status")
        issuedAt = try required(fields.issuedAt, "tracking.initial_release_date")
        releasedAt = try required(fields.releasedAt, "tracking.current_release_date")
    }

    private struct Fields {
        var category: String?
        var hasVersion = false
        var publisher: String?
        var title: String?
        var rating: String?
        var id: String?
        var status: String?
        var issuedAt: Timestamp?
        var releasedAt: Timestamp?

        mutating func readTracking(_ cursor: inout JSONCursor) throws {
            try cursor.object { key, cursor in
                switch key {
                case "id": id = try CSAFText.filled(&cursor)
                case "status": status = try CSAFText.filled(&cursor)
                case "initial_release_date": issuedAt = try CSAFText.date(&cursor)
                case "current_release_date": releasedAt = try CSAFText.date(&cursor)
                default: break
                }
            }
        }
    }
}
