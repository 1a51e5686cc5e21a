// SPDX-License-Identifier: Apache-2.0
import Domain

/// `affected_patch_status`: what is true of a patch on a computer.
enum AffectedStatus: Int64, CaseIterable {
    /// It is installed.
    case installed = 201
    /// It is missing, on hold, phased or under way.
    case missing = 202
    /// It is missing, and the last attempt to install it failed.
    case failed = 206

    /// The status of a finding; `nil` where nobody can tell.
    init?(_ state: Finding.State) {
        switch state {
        case .installed: self = .installed
        case .missing, .held, .phased, .inProgress: self = .missing
        case .failed: self = .failed
        case .notApplicable, .unfixed, .unknown: return nil
        }
    }

    /// The key of its name in the vendor's message files.
    var label: String {
        switch self {
        case .installed: "dc.common.INSTALLED"
        case .missing: "dc.common.MISSING"
        case .failed: "dc.common.FAILED"
        }
    }

    /// The path of its picture on the vendor's server.
    var image: String {
        switch self {
        case .installed: "/images/success.gif"
        case .missing: "/images/missing.gif"
        case .failed: "/images/failed.gif"
        }
    }
}

/// `patch_status` and `status_id`: what was decided about a patch.
enum ApprovalStatus: Int64, CaseIterable {
    /// Nobody decided.
    case notApproved = 0
    /// It may be installed.
    case approved = 211
    /// It must not be installed.
    case declined = 212

    /// The status of a decision.
    init(_ decision: Approval.Decision?) {
        switch decision {
        case .approved: self = .approved
        case .declined: self = .declined
        case nil: self = .notApproved
        }
    }

    /// The key of its name in the vendor's message files.
    var label: String {
        switch self {
        case .notApproved: "dc.common.NOT_APPROVED"
        case .approved: "dc.common.APPROVED"
        case .declined: "dc.common.DECLINED"
        }
    }

    /// The path of its picture on the vendor's server.
    var image: String {
        switch self {
        case .notApproved: "/images/not_approved_icon.gif"
        case .approved: "/images/approved_icon.gif"
        case .declined: "/images/declined_icon.gif"
        }
    }
}

/// `update_name` with `patch_type` and `update_id`: what kind of update a patch is.
enum UpdateType: Int64, CaseIterable {
    /// It fixes flaws.
    case security = 0
    /// It is maintenance of the operating system.
    case nonSecurity = 1
    /// It comes from someone else.
    case thirdParty = 2

    /// The type of a classification.
    init(_ classification: Patch.Classification) {
        switch classification {
        case .security: self = .security
        case .update, .backport: self = .nonSecurity
        case .thirdParty: self = .thirdParty
        }
    }

    /// The vendor's name.
    var name: String {
        switch self {
        case .security: "Security Updates"
        case .nonSecurity: "Non-Security Updates"
        case .thirdParty: "Third Party Updates"
        }
    }
}

/// The vendor's two names of a severity; the numbers are the same.
extension Patch.Severity {
    /// The name, as in `pmseverity.name`.
    var vendorName: String {
        switch self {
        case .unrated: "Unrated"
        case .low: "Low"
        case .moderate: "Moderate"
        case .important: "Important"
        case .critical: "Critical"
        }
    }

    /// The key of the name in the vendor's message files, as in `severity_name`.
    var vendorLabel: String { "dc.common.\(vendorName.uppercased())" }
}
