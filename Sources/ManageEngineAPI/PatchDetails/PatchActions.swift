// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The actions on systems and patches: scans and approvals.
struct PatchActions: Sendable {
    let services: Services

    /// The systems to scan.
    static let scanTargets = Parameter.list(
        "resourceids",
        in: .body,
        of: .integer(0...Int64.max, outside: .refused),
        required: true,
        summary: "The ids of the systems to scan, at most 1,000."
    )

    /// The patches to decide about.
    static let patches = Parameter.list(
        "patchids",
        in: .body,
        of: .integer(0...Int64.max, outside: .refused),
        required: true,
        summary: "The ids of the patches, at most 1,000."
    )

    /// Answers `POST patch/computers/scan`.
    ///
    /// - Throws: ``DomainError/Code/deviceNotFound`` for the first system that does not exist; then
    ///   none is scanned.
    func scan(_ call: EndpointCall) async throws -> Reply {
        let caller = try Caller(call, services)
        let ids = try call.filled(Self.scanTargets.name)
        let targets = TargetSet(kind: .resourceIDs, values: ids.map { .number($0) })
        try targets.requireKnown(in: try caller.view(services))
        _ = try await services.deployments.scan(targets.filter, by: caller.principal)
        return Self.scanReply
    }

    /// Answers `POST patch/computers/scanall`.
    func scanAll(_ call: EndpointCall) async throws -> Reply {
        let caller = try Caller(call, services)
        _ = try await services.deployments.scan(.everything, by: caller.principal)
        return Self.scanReply
    }

    /// Answers `POST patch/approvepatch`, `unapprovepatch` and `declinepatch`.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound`` for the first patch that does not exist; then
    ///   nothing is decided.
    func decide(
        _ decision: Approval.Decision?,
        _ name: StaticString,
        _ call: EndpointCall
    ) async throws -> Reply {
        let caller = try Caller(call, services)
        let patches = try caller.view(services).patches(
            numbered: try call.filled(Self.patches.name)
        )
        try await services.approvals.decide(
            decision,
            patches: patches.map(\.id),
            by: caller.principal
        )
        return Envelope.action(name) { $0.field("status", "Initiated Successfully") }
    }

    private static let scanReply = Envelope.action("computers") {
        $0.field("status", "Scan initiated successfully")
    }
}

extension FleetView {
    /// The patches with these numbers, each once, in their order.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound`` for the first number that no patch has.
    func patches(numbered numbers: [Int64]) throws -> [Patch] {
        var seen: Set<Int64> = []
        return try numbers.filter { seen.insert($0).inserted }.map { number in
            guard let patch = snapshot.catalogue.patch(number: number) else {
                throw DomainError(.patchNotFound, subject: "patch_id \(number)")
            }
            return patch
        }
    }
}

extension EndpointCall {
    /// The numbers of a list parameter, at least one.
    ///
    /// An empty list is refused and never means everything.
    func filled(_ name: String) throws -> [Int64] {
        let numbers = integers(name)
        guard !numbers.isEmpty else {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(name): must have at least one element"
            )
        }
        return numbers
    }
}
