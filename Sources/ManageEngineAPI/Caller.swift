// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// On whose behalf a call is made, narrowed to the customer that it names.
struct Caller: Sendable {
    /// The parameter of every endpoint that names a customer; bodies may hold it too.
    static let parameter = Parameter.integer(
        "customerid",
        in: [.query, .body],
        0...Int64.max,
        summary: "Only what belongs to this customer, for callers that see several."
    )

    let principal: Principal

    /// Reads the caller of a call.
    ///
    /// - Throws: ``DomainError/Code/siteNotFound`` for a customer that the caller does not see.
    init(_ call: EndpointCall, _ services: Services) throws {
        var principal = try call.principal
        if let number = call.integer(Self.parameter.name) {
            let customer = services.index.snapshot.tenants.first {
                $0.kind == .customer && $0.number == number
            }
            guard let path = customer?.path,
                path.contains(principal.scope) || principal.scope.contains(path)
            else { throw DomainError(.siteNotFound, subject: "customer \(number)") }
            if principal.scope.contains(path) { principal.scope = path }
        }
        self.principal = principal
    }

    /// One state of the fleet as the caller sees it.
    func view(_ services: Services) throws -> FleetView {
        try services.assessment.view(by: principal)
    }
}
