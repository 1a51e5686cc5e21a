// SPDX-License-Identifier: Apache-2.0

/// A failure that the domain can name; equal by code alone.
package struct DomainError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is; every face maps each kind.
    package enum Kind: String, CaseIterable, Sendable {
        /// What was asked for does not exist, or not for this caller.
        case notFound
        /// The state of things does not allow it now.
        case conflict
        /// The request is not well-formed.
        case invalid
        /// The caller did not prove who it is.
        case unauthenticated
        /// The caller may not do this.
        case forbidden
        /// The caller asks too often.
        case throttled
        /// The server cannot answer now.
        case unavailable
        /// A defect of the server.
        case internalFault
    }

    /// The stable name of the failure; never renamed, never reused.
    package enum Code: String, CaseIterable, Sendable {
        case deviceNotFound = "device.not_found"
        case deviceNameTaken = "device.name_taken"
        case groupNotFound = "group.not_found"
        case siteNotFound = "site.not_found"
        case patchNotFound = "patch.not_found"
        case patchNotApproved = "patch.not_approved"
        case patchDeclined = "patch.declined"
        case baselineNotFound = "baseline.not_found"
        case baselineNameTaken = "baseline.name_taken"
        case baselineRuleDriven = "baseline.rule_driven"
        case complianceNotFound = "compliance.not_found"
        case complianceRunNotFound = "compliance.run_not_found"
        case deploymentNotFound = "deployment.not_found"
        case deploymentEmpty = "deployment.empty"
        case policyNotFound = "policy.not_found"
        case policyNameTaken = "policy.name_taken"
        case policyInUse = "policy.in_use"
        case runNotFound = "run.not_found"
        case runStateUnfit = "run.state_unfit"
        case orderNotFound = "order.not_found"
        case feedNotFound = "feed.not_found"
        case feedMalformed = "feed.malformed"
        case feedUnverified = "feed.unverified"
        case feedUnavailable = "feed.unavailable"
        case inventoryMalformed = "inventory.malformed"
        case userNotFound = "user.not_found"
        case userNameTaken = "user.name_taken"
        case credentialUnknown = "credential.unknown"
        case credentialExpired = "credential.expired"
        case credentialMissing = "credential.missing"
        case permissionMissing = "permission.missing"
        case scopeInsufficient = "scope.insufficient"
        case clockSkew = "agent.clock_skew"
        case signatureInvalid = "agent.signature_invalid"
        case nonceReused = "agent.nonce_reused"
        case requestInvalid = "request.invalid"
        case requestTooLarge = "request.too_large"
        case listTooLong = "request.list_too_long"
        case reportNotFound = "report.not_found"
        case reportUnfinished = "report.unfinished"
        case mitigationNotFound = "mitigation.not_found"
        case deploymentEnabled = "deployment.enabled"
        case deploymentInUse = "deployment.in_use"
        case routeNotFound = "route.not_found"
        case methodNotAllowed = "route.method_not_allowed"
        case tooManyRequests = "request.too_many"
        case storageBusy = "storage.busy"
        case storageConflict = "storage.conflict"
        case storageTooNew = "storage.too_new"
        case auditBroken = "audit.broken"
        case notReady = "server.not_ready"
        case internalFault = "server.internal_fault"
    }

    /// The stable name.
    package let code: Code
    /// What it is about, safe to show: "device 42", "line 17".
    package let subject: String?
    /// What an operator can do next.
    package let hint: String?
    /// The cause; never rendered to a client.
    package let underlying: (any Error)?

    /// Makes an error.
    package init(
        _ code: Code,
        subject: String? = nil,
        hint: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.subject = subject
        self.hint = hint
        self.underlying = underlying
    }

    /// The code, its subject and its hint; safe to log and to show.
    package var description: String {
        var text = code.rawValue
        if let subject { text += ": \(subject)" }
        if let hint { text += " (\(hint))" }
        return text
    }

    /// Whether the codes are the same.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension DomainError.Code {
    /// The kind of failure that a code names.
    package var kind: DomainError.Kind {
        switch self {
        case .deviceNotFound, .groupNotFound, .siteNotFound, .patchNotFound, .deploymentNotFound,
            .runNotFound,
            .orderNotFound, .userNotFound, .routeNotFound, .feedNotFound, .baselineNotFound,
            .complianceNotFound, .complianceRunNotFound, .policyNotFound, .reportNotFound,
            .mitigationNotFound:
            .notFound
        case .deviceNameTaken, .userNameTaken, .patchNotApproved, .patchDeclined, .deploymentEmpty,
            .runStateUnfit,
            .storageConflict, .storageTooNew, .auditBroken, .baselineNameTaken,
            .baselineRuleDriven, .policyNameTaken, .policyInUse, .reportUnfinished,
            .deploymentEnabled, .deploymentInUse:
            .conflict
        case .feedMalformed, .feedUnverified, .inventoryMalformed, .requestInvalid,
            .requestTooLarge, .methodNotAllowed, .listTooLong:
            .invalid
        case .credentialUnknown, .credentialExpired, .credentialMissing, .clockSkew,
            .signatureInvalid, .nonceReused:
            .unauthenticated
        case .permissionMissing, .scopeInsufficient: .forbidden
        case .tooManyRequests: .throttled
        case .storageBusy, .notReady, .feedUnavailable: .unavailable
        case .internalFault: .internalFault
        }
    }
}
