// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension Inventory {
    /// Lets the inventory pass where none of its texts holds a control character.
    ///
    /// No package manager accepts control characters in these fields, and what machines report is
    /// shown in terminals.
    /// - Throws: ``DomainError/Code/inventoryMalformed`` with the field.
    func requirePlainText() throws(DomainError) {
        try Self.require(stream, "stream")
        try Self.require(architecture, "architecture")
        for (index, package) in packages.enumerated() {
            let texts = [
                package.name, package.architecture, package.version, package.source,
                package.sourceVersion,
            ]
            for case .some(let text) in texts { try Self.require(text, "packages[\(index)]") }
        }
        for (index, repository) in (repositories ?? []).enumerated() {
            let texts = [
                repository.origin, repository.label, repository.suite, repository.codename,
                repository.component,
            ]
            for text in texts { try Self.require(text, "repositories[\(index)]") }
        }
    }

    private static func require(
        _ text: String,
        _ place: @autoclosure () -> String
    ) throws(DomainError) {
        guard !PlainText.hasControl(text) else {
            throw DomainError(.inventoryMalformed, subject: "\(place()): a control character")
        }
    }
}
