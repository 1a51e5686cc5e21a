// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats
import Versioning

/// What the security tracker says of one issue of one source package in one release.
struct SecurityTrackerStatement {
    /// What it amounts to.
    enum Verdict: Equatable {
        /// This version fixes it.
        case fixed(String)
        /// It is not fixed, and this is the answer so far.
        case unresolved(AffectedPackage.Answer)
        /// The package is not vulnerable.
        case notAffected
        /// It is not fixed, and it is no problem of the packages that Debian builds.
        case unimportant
        /// It is fixed, but not in which version.
        case untold
        /// The version that fixes it is newer than what the release has, so it is another's.
        case unreached
    }

    private enum Status: String { case open, resolved, undetermined }

    /// How urgent it is.
    let urgency: SecurityTrackerUrgency
    /// What it amounts to.
    let verdict: Verdict

    /// Reads the object of a release; throws a ``JSONFault`` for what it cannot be.
    init(_ cursor: inout JSONCursor) throws {
        var status: Status?
        var fixed = ""
        var urgency = ""
        var reason = ""
        var versions: [String] = []
        try cursor.object { key, cursor in
            switch key {
            case "status":
                let word = try cursor.string()
                status = Status(rawValue: word)
                if status == nil { throw cursor.fault("no status of the tracker: \(word)") }
            case "fixed_version": fixed = try Self.version(&cursor)
            case "urgency": urgency = try cursor.stringIfPresent() ?? ""
            case "nodsa_reason": reason = try cursor.stringIfPresent() ?? ""
            case "repositories":
                try cursor.object { _, cursor in versions.append(try Self.version(&cursor)) }
            default: break
            }
        }
        guard let status else { throw cursor.fault("status is missing") }
        self.urgency = SecurityTrackerUrgency(urgency)
        switch status {
        case .open: verdict = Self.open(self.urgency, reason: reason)
        case .resolved: verdict = Self.resolved(fixed, versions)
        case .undetermined: verdict = .unresolved(.underInvestigation)
        }
    }

    /// Reads a version, or nothing; also the word that stands for one where it is not known.
    private static func version(_ cursor: inout JSONCursor) throws -> String {
        guard let text = try cursor.stringIfPresent(), !text.isEmpty else { return "" }
        if text == unknownVersion { return text }
        do {
            return try DebianVersion(parsing: text).text
        } catch {
            throw cursor.fault("no Debian version: \(text) (\(error))")
        }
    }

    /// What the tracker writes in the place of the version of an undetermined issue.
    private static let unknownVersion = "undetermined"

    /// An open issue.
    ///
    /// The tracker's documentation ("Severity levels") calls unimportant what does not affect the
    /// binary packages, such as a source file that is not built, and what is no issue in practice.
    /// Its own reports count a release whose open issues are all unimportant as fixed, and the data
    /// that it gives to debsecan leave them out; so they are no findings here either. The word is
    /// also used for packages without security support, which cannot be told apart.
    ///
    /// Of the reasons for no advisory, `ignored` says that no update will come; `postponed` and
    /// the plain one leave it open ("Issues not warranting a security advisory").
    private static func open(_ urgency: SecurityTrackerUrgency, reason: String) -> Verdict {
        if urgency == .unimportant { return .unimportant }
        let isGivenUp = urgency == .endOfLife || reason == "ignored"
        return .unresolved(isGivenUp ? .willNotFix : .affected)
    }

    /// A resolved issue; the version `0` stands for never having been affected.
    ///
    /// Resolved means that one of the release's repositories has the fixed version. Where none has,
    /// the version is that of another release, and would be missed by every machine of this one.
    private static func resolved(_ version: String, _ versions: [String]) -> Verdict {
        if version == "0" { return .notAffected }
        if version.isEmpty || version == unknownVersion { return .untold }
        let isReached = versions.contains { DebianVersion.compare($0, version) != .ascending }
        return isReached || versions.isEmpty ? .fixed(version) : .unreached
    }
}
