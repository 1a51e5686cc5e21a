// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Storage

@Suite struct SQLFaultTests {
    @Test(
        "each fault has the domain's word",
        arguments: [
            (SQLFault.Kind.notUnique, DomainError.Code.storageConflict), (.busy, .storageBusy),
            (.diskFull, .internalFault), (.cannotOpen, .internalFault),
            (.notDatabase, .internalFault), (.unreadable, .internalFault),
            (.other, .internalFault),
        ]
    )
    func namesFaults(kind: SQLFault.Kind, code: DomainError.Code) {
        let fault = SQLFault(kind, statement: "SELECT secret", message: "UNIQUE failed: a.secret")
        let error = DomainError(fault)
        #expect(error.code == code)
        #expect(error.underlying is SQLFault)
        #expect(!error.description.contains("secret"), "it may be shown to anyone")
    }

    @Test("only faults are given another word")
    func passesOthers() {
        #expect(throws: CancellationError.self) {
            try inDomainWords { throw CancellationError() }
        }
        #expect(throws: DomainError(.patchDeclined)) {
            try inDomainWords { throw DomainError(.patchDeclined) }
        }
    }
}
