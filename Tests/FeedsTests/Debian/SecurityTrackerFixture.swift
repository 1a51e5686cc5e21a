// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Feeds

/// Small documents of the security tracker.
enum SecurityTrackerFixture {
    /// A statement about a release: its status with further members in JSON.
    static func statement(_ status: String, _ members: String = "") -> String {
        #"{"status":"\#(status)","urgency":"not yet assigned"\#(members)}"#
    }

    /// A statement that a version fixes it, which the release has.
    static func fixed(_ version: String, urgency: String = "not yet assigned") -> String {
        #"{"status":"resolved","repositories":{"any":"\#(version)"},"#
            + #""fixed_version":"\#(version)","urgency":"\#(urgency)"}"#
    }

    /// An issue from its releases.
    static func issue(_ releases: [(String, String)], description: String? = nil) -> String {
        let members = releases.map { #""\#($0.0)":\#($0.1)"# }.joined(separator: ",")
        let text = description.map { #""description":"\#($0)","# } ?? ""
        return #"{\#(text)"debianbug":7,"scope":"local","releases":{\#(members)}}"#
    }

    /// A whole document from its packages, each with its issues.
    static func document(_ packages: [(String, [(String, String)])]) -> String {
        let members = packages.map { name, issues in
            let issues = issues.map { #""\#($0.0)": \#($0.1)"# }.joined(separator: ", ")
            return #""\#(name)": {\#(issues)}"#
        }
        return "{\(members.joined(separator: ",\n"))}"
    }

    /// A document with one issue of one package in one release.
    static func document(_ statement: String, codename: String = "bookworm") -> String {
        document([("lamps", [("CVE-2026-0001", issue([(codename, statement)]))])])
    }

    /// The content of a document that is fed in chunks of `size` bytes.
    static func content(_ text: String, by size: Int = 1_000) throws -> FeedContent {
        var parser = SecurityTrackerParser(source: "tracker")
        try Bytes.feed(text, by: size) { try parser.feed($0) }
        return try parser.finish()
    }

    /// The reference to an issue.
    static func reference(_ name: String, title: String? = nil) -> AdvisoryReference {
        AdvisoryReference(
            name: name,
            title: title ?? name,
            issuedAt: nil,
            cves: name.hasPrefix("CVE-") ? [name] : []
        )
    }
}
