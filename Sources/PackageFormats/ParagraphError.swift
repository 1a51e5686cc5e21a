// SPDX-License-Identifier: Apache-2.0

/// Why a file of paragraphs is refused, and at which line.
package struct ParagraphError: Error, Equatable, Sendable {
    /// What can be wrong with a line.
    package enum Problem: Equatable, Sendable {
        /// The line is no continuation, comment or separator, and has no colon either.
        case missingColon
        /// The line starts with the colon.
        case emptyFieldName
        /// The name starts with a hyphen, or holds a byte that is no visible ASCII character.
        case invalidFieldName(String)
        /// The line continues a field, but the paragraph has none yet.
        case continuationWithoutField
        /// The paragraph has a field of this name already; upper and lower case are the same.
        case duplicateField(String)
        /// The line is a comment, which this kind of file does not have.
        case commentNotAllowed
        /// The line is not UTF-8.
        case invalidUTF8
        /// The line holds a zero byte.
        case zeroByte
        /// The line has more bytes than the limit.
        case lineTooLong(limit: Int)
        /// With this line the paragraph has more bytes than the limit.
        case paragraphTooLong(limit: Int)
        /// With this line the paragraph has more fields than the limit.
        case tooManyFields(limit: Int)
    }

    /// The number of the line, from 1.
    package let line: Int
    /// What is wrong with it.
    package let problem: Problem

    /// Names a line and what is wrong with it.
    package init(line: Int, problem: Problem) {
        self.line = line
        self.problem = problem
    }
}

extension ParagraphError: CustomStringConvertible {
    /// The line and the problem, fit to stand after a file's name and a colon.
    package var description: String { "line \(line): \(problem.description)" }
}

extension ParagraphError.Problem: CustomStringConvertible {
    /// The problem as one lower-case clause.
    package var description: String {
        switch self {
        case .missingColon: "no colon after a field name"
        case .emptyFieldName: "no field name before the colon"
        case .invalidFieldName(let name): "invalid field name \(name.debugDescription)"
        case .continuationWithoutField: "continuation line before any field"
        case .duplicateField(let name): "second field \(name.debugDescription) in one paragraph"
        case .commentNotAllowed: "comment in a file that has none"
        case .invalidUTF8: "not UTF-8"
        case .zeroByte: "zero byte"
        case .lineTooLong(let limit): "line of more than \(limit) bytes"
        case .paragraphTooLong(let limit): "paragraph of more than \(limit) bytes"
        case .tooManyFields(let limit): "paragraph of more than \(limit) fields"
        }
    }
}
