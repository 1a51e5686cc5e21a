// SPDX-License-Identifier: Apache-2.0
import Domain

/// Reads the CSV of CISA's catalogue.
///
/// It says neither how many entries there are nor when it was released.
enum KEVTable {
    /// The catalogue in a text; throws `.feedMalformed` with the line.
    static func catalogue(_ bytes: [UInt8], name: String) throws -> KEVCatalogue {
        var catalogue = KEVCatalogue()
        var reader = CSVReader(name: name, header: KEVEntry.Field.required.map(\.rawValue))
        try reader.feed(bytes) { row in
            var entry = KEVEntry()
            for field in KEVEntry.Field.allCases where row.columns.places[field.rawValue] != nil {
                let text = try row[field.rawValue]
                do throws(KEVEntry.Fault) {
                    try entry.set(field, text)
                } catch {
                    throw row.fault("\(field.rawValue): \(error.what)")
                }
            }
            do throws(KEVEntry.Fault) {
                try catalogue.add(entry.record)
            } catch {
                throw row.fault(error.what)
            }
        }
        try reader.finish()
        return catalogue
    }
}
