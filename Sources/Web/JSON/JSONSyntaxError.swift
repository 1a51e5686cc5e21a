// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Why a text is not the JSON of RFC 8259, or is beyond a limit, and where.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// The place: a count of bytes from the start, from 0.
    package let offset: Int
    /// What is wrong there, as a phrase.
    package let reason: String

    /// Makes an error.
    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    /// The place and the reason.
    package var description: String { "byte \(offset): \(reason)" }
}

extension DomainError {
    /// The refusal of a request body that is not JSON.
    package init(body error: JSONSyntaxError) {
        self.init(.requestInvalid, subject: "body: \(error)")
    }
}

/// How much JSON is read before it is refused.
package struct JSONLimits: Sendable {
    /// How deep arrays and objects may be nested.
    package var depthMax: Int
    /// How many values a document may have in all: each costs more memory than its text.
    package var valuesMax: Int

    /// Makes limits.
    package init(depthMax: Int = 64, valuesMax: Int = 200_000) {
        self.depthMax = depthMax
        self.valuesMax = valuesMax
    }
}
