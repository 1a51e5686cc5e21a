// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// Dates by name: since when packages are installed.
extension Dictionary: JSONReadable where Key == String, Value == Timestamp {
    init(reading cursor: inout JSONCursor) throws {
        self.init()
        try cursor.object { name, cursor in
            self[name] = Timestamp(milliseconds: try cursor.integer())
        }
    }
}
