// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// Systems that a request names in one of the vendor's five ways.
struct TargetSet: Sendable {
    /// The ways; the raw value is the key in the body.
    enum Kind: String, CaseIterable {
        case resourceIDs = "ResourceIDs"
        case resourceNames = "resourceNames"
        case customGroups = "customGroups"
        case ipAddresses = "ipAddresses"
        case remoteOffices = "remoteOffices"
    }

    /// The way.
    let kind: Kind
    /// The numbers or texts that were sent.
    let values: [Value]

    /// The systems.
    var filter: Filter<DeviceField> { .any(fields.map { .test($0, .isOneOf(values)) }) }

    private var fields: [DeviceField] {
        switch kind {
        case .resourceIDs: [.number]
        case .resourceNames: [.name, .fullyQualifiedName]
        case .customGroups: [.group]
        case .ipAddresses: [.address]
        case .remoteOffices: [.site]
        }
    }

    private var absence: DomainError.Code {
        switch kind {
        case .resourceIDs, .resourceNames, .ipAddresses: .deviceNotFound
        case .customGroups: .groupNotFound
        case .remoteOffices: .siteNotFound
        }
    }

    /// Lets pass what exists.
    ///
    /// - Throws: an error that names the first value which the caller does not see; a name that is
    ///   left out by mistake must not be left out in silence.
    func requireKnown(in view: FleetView) throws {
        let known = Set(knownValues(in: view).map(Self.folded))
        guard let missing = values.first(where: { !known.contains(Self.folded($0)) }) else {
            return
        }
        throw DomainError(absence, subject: "\(kind.rawValue) \(Self.text(missing))")
    }

    private func knownValues(in view: FleetView) -> [Value] {
        switch kind {
        case .resourceIDs, .resourceNames, .ipAddresses:
            view.devices(filter).flatMap { device in
                fields.flatMap { view.snapshot.values(of: $0, device, now: view.now) }
            }
        case .customGroups: view.snapshot.groups.map { .text($0.name) }
        case .remoteOffices:
            view.snapshot.tenants.filter { view.scope.contains($0.path) && $0.kind == .site }
                .map { .text($0.name) }
        }
    }

    private static func folded(_ value: Value) -> Value {
        if case .text(let text) = value { .text(text.lowercased()) } else { value }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        }
    }
}

extension TargetSet {
    /// The parameters of all five ways.
    static let parameters: [Parameter] = Kind.allCases.map { kind in
        switch kind {
        case .resourceIDs:
            .list(
                kind.rawValue,
                in: .body,
                of: .integer(0...Int64.max, outside: .refused),
                summary: "The ids of the systems."
            )
        case .resourceNames:
            .list(
                kind.rawValue,
                in: .body,
                of: .string(lengthMax: 256),
                summary: "The names of the systems, short or fully qualified."
            )
        case .customGroups:
            .list(
                kind.rawValue,
                in: .body,
                of: .string(lengthMax: 256),
                summary: "The names of custom groups."
            )
        case .ipAddresses:
            .list(
                kind.rawValue,
                in: .body,
                of: .string(lengthMax: 64),
                summary: "The addresses of the systems."
            )
        case .remoteOffices:
            .list(
                kind.rawValue,
                in: .body,
                of: .string(lengthMax: 256),
                summary: "The names of remote offices."
            )
        }
    }

    /// The systems that a body names; `nil` where it names none, which means all of them.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for two ways at once, and for a way without a
    ///   value: a client whose list came out empty must not reach every system.
    init?(_ call: EndpointCall) throws {
        let sent = Kind.allCases.filter { call.json?.value(anyCase: $0.rawValue) != nil }
        guard let kind = sent.first else { return nil }
        guard sent.count == 1 else {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(sent[1].rawValue): only one way of naming targets is allowed"
            )
        }
        self.kind = kind
        values =
            kind == .resourceIDs
            ? call.integers(kind.rawValue).map { .number($0) }
            : call.strings(kind.rawValue).map { .text($0) }
        guard !values.isEmpty else {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(kind.rawValue): must have at least one element"
            )
        }
    }
}
