// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// Reads the JSON of CISA's catalogue.
struct KEVDocument {
    private var catalogue = KEVCatalogue()
    private var count: Int64?
    private var hasEntries = false

    private init() {}

    /// The catalogue in a document; throws `.feedMalformed` with the path and the byte.
    ///
    /// Refused is a document without the members that CISA's schema requires of what is kept, and
    /// one whose `count` is not the number of its entries.
    static func catalogue(_ bytes: [UInt8], name: String) throws -> KEVCatalogue {
        do {
            return try JSONCursor.read(bytes: bytes, name: name) { cursor in
                var document = KEVDocument()
                try document.read(&cursor)
                return document.catalogue
            }
        } catch let fault as JSONFault {
            throw fault.refusal
        }
    }

    private mutating func read(_ cursor: inout JSONCursor) throws {
        try cursor.object { key, cursor in
            switch key {
            case "dateReleased":
                let text = try cursor.string()
                guard let time = ISODate.publication(text) else {
                    throw cursor.fault("no time in UTC: \(text)")
                }
                catalogue.releasedAt = time
            case "count": count = try cursor.integer()
            case "vulnerabilities":
                guard !hasEntries else { throw cursor.fault("stands here a second time") }
                hasEntries = true
                try cursor.array { try readEntry(&$0) }
            default: break
            }
        }
        guard hasEntries, let count else {
            let missing = hasEntries ? "count" : "vulnerabilities"
            throw cursor.fault("no catalogue of exploited vulnerabilities: \(missing) is missing")
        }
        guard catalogue.releasedAt != nil else { throw cursor.fault("dateReleased is missing") }
        guard count == catalogue.entries.count else {
            throw cursor.fault(
                "count is \(count), but there are \(catalogue.entries.count) vulnerabilities"
            )
        }
    }

    private mutating func readEntry(_ cursor: inout JSONCursor) throws {
        var entry = KEVEntry()
        var missing = Set(KEVEntry.Field.required)
        try cursor.object { key, cursor in
            guard let field = KEVEntry.Field(rawValue: key) else { return }
            let text = try cursor.string()
            do throws(KEVEntry.Fault) {
                try entry.set(field, text)
            } catch {
                throw cursor.fault(error.what)
            }
            missing.remove(field)
        }
        if let field = KEVEntry.Field.required.first(where: missing.contains) {
            throw cursor.fault("\(field.rawValue) is missing")
        }
        do throws(KEVEntry.Fault) {
            try catalogue.add(entry.record)
        } catch {
            throw cursor.fault(error.what)
        }
    }
}
