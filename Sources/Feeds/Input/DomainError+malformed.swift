// SPDX-License-Identifier: Apache-2.0
import Domain

extension DomainError {
    /// The refusal of an input, with the place: `Packages, line 17: what is wrong`.
    ///
    /// Lines count from 1; `nil` is for a fault of the input as a whole.
    static func malformed(_ input: String, line: Int?, _ what: String) -> DomainError {
        let place = line.map { ", line \($0)" } ?? ""
        return DomainError(.feedMalformed, subject: "\(input)\(place): \(what)")
    }
}
