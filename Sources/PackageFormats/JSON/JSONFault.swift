// SPDX-License-Identifier: Apache-2.0

/// Why a JSON document is refused, and at which value and byte.
package struct JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name that the document was given.
    package let document: String
    /// Where the value stands, for example `a.b[3].c`; empty for the document as a whole.
    ///
    /// It is fit for a terminal: keys that are no plain words are quoted, and long ones cut.
    package let path: String
    /// The offset of the byte, from 0; the number of bytes where the document ends too early.
    package let offset: Int
    /// What is wrong, as one lower-case clause.
    package let what: String

    /// Names a place in a document and what is wrong there.
    package init(document: String, path: String, offset: Int, what: String) {
        self.document = document
        self.path = path
        self.offset = offset
        self.what = what
    }

    /// Everything in one line: `file.json: a.b[3].c: what is wrong (byte 17)`.
    package var description: String {
        "\(document): \(path.isEmpty ? "" : "\(path): ")\(what) (byte \(offset))"
    }
}
