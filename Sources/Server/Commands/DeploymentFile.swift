// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// A deployment as a file: what `thimble deployment show --json` prints, as far as it can be made
/// again.
package struct DeploymentFile: Codable, Sendable, Equatable {
    /// What is to be done.
    package var kind: Deployment.Kind
    /// Its name.
    package var name: String
    /// What people wrote about it.
    package var summary: String?
    /// Whom, what, when and how.
    package var plan: DeploymentPlan

    /// Reads a file with such a value.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place at fault.
    package init(parsing bytes: Data, name file: String) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: bytes)
        } catch let error as DecodingError {
            throw DomainError(.requestInvalid, subject: "\(file): \(error.place)")
        }
    }
}

extension DeploymentPolicy {
    /// Reads a policy from a file with the stored form, which `thimble policy show --json` prints.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place at fault.
    package init(parsing bytes: Data, name file: String) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: bytes)
        } catch let error as DecodingError {
            throw DomainError(.requestInvalid, subject: "\(file): \(error.place)")
        }
    }
}

extension DecodingError {
    /// Where the JSON is not what it should be, and why.
    fileprivate var place: String {
        let context: Context? =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context), .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = (context?.codingPath ?? []).map(\.stringValue).joined(separator: ".")
        let reason = context?.debugDescription ?? "\(self)"
        return path.isEmpty ? reason : "\(path): \(reason)"
    }
}
