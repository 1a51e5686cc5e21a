// SPDX-License-Identifier: Apache-2.0

/// One paragraph (deb822(5) calls it stanza): the fields that the reader was asked for.
package struct Paragraph: Sendable, Equatable {
    /// The number of the paragraph's first line in its file, from 1.
    package let firstLine: Int
    private let names: [String]
    private let values: [String?]

    /// Holds one value, or `nil`, for each name.
    init(firstLine: Int, names: [String], values: [String?]) {
        self.firstLine = firstLine
        self.names = names
        self.values = values
    }

    /// The value of a field, or `nil` where the paragraph does not have the field.
    ///
    /// Upper and lower case in the name do not matter. The blanks around the value are gone. The
    /// lines of a value that spans several are joined by "\n", each without the one space or tab
    /// that marks it as a continuation; a line " ." stays the "." that stands for an empty line.
    ///
    /// - Precondition: the reader was asked for the field. Anything else would read a field that
    ///   is in the file as absent.
    package subscript(name: String) -> String? {
        guard let index = names.firstIndex(where: { FieldName.areEqual($0.utf8, name.utf8) })
        else { preconditionFailure("the reader was not asked for the field \(name)") }
        return values[index]
    }

    /// The lines of a field's value: the one beside the name, which may be empty, then the others.
    ///
    /// Empty where the paragraph does not have the field. Same precondition as the value.
    package func lines(of name: String) -> [Substring] {
        // By bytes: to `Character`, a carriage return and the line feed after it are one.
        self[name]?.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Substring($0) } ?? []
    }
}
