// SPDX-License-Identifier: Apache-2.0

/// How large a database is, for the operator's graphs.
package struct StorageFigures: Sendable, Equatable {
    /// The size of the database file, in bytes.
    package var fileBytes: Int64
    /// How many pages the database has, those that still wait in the write-ahead log included.
    package var pageCount: Int64
    /// How many of them are free for reuse.
    package var freePageCount: Int64
    /// The size of the write-ahead log, in bytes; 0 where there is none.
    package var walBytes: Int64

    /// Makes figures.
    package init(fileBytes: Int64, pageCount: Int64, freePageCount: Int64, walBytes: Int64) {
        self.fileBytes = fileBytes
        self.pageCount = pageCount
        self.freePageCount = freePageCount
        self.walBytes = walBytes
    }
}
