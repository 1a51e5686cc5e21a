// SPDX-License-Identifier: Apache-2.0

/// The place of a value in a document, to come back to.
package struct JSONMark: Sendable {
    /// The offset of the value's first byte.
    package let offset: Int
    let depth: Int
    let step: JSONPath.Step?
}

extension JSONCursor {
    /// The place of the value that follows.
    package var mark: JSONMark {
        JSONMark(
            offset: position,
            depth: steps.depth,
            step: steps.depth > 0 ? steps.last : nil
        )
    }

    /// Goes back to a value, to read it again or in another way.
    ///
    /// The mark must come from the same array or object, or from one that was left just now. What
    /// was thrown since is forgotten with what was read.
    package mutating func rewind(to mark: JSONMark) {
        precondition(mark.depth <= steps.depth + 1, "a mark inside another array or object")
        position = mark.offset
        valueStart = mark.offset
        steps.restore(mark.step, depth: mark.depth)
    }

    /// Reads a value that was passed over, and comes back; faults name the place of that value.
    ///
    /// It helps where a member can only be understood with another one that follows it. The mark
    /// must come from the same array or object, or from one that was left just now.
    package mutating func revisit<R>(
        _ mark: JSONMark,
        _ body: (inout JSONCursor) throws -> R
    ) throws -> R {
        let (back, backStart) = (self.mark, valueStart)
        rewind(to: mark)
        let result = try body(&self)
        position = back.offset
        valueStart = backStart
        steps.restore(back.step, depth: back.depth)
        return result
    }
}
