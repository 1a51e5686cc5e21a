// SPDX-License-Identifier: Apache-2.0
import Domain

/// The refusal of a member of a job, by its place and what it must be.
enum JobRefusal {
    /// `body preDeployment.deferment.count: must be a whole number from 0 to 99`.
    static func at(_ path: String, _ rule: String) -> DomainError {
        DomainError(.requestInvalid, subject: "body \(path): \(rule)")
    }
}
