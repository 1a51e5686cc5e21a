// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport

@testable import Feeds

/// Small documents about Apple's releases.
enum AppleFixture {
    /// A release as SOFA's version 2 has it.
    static func release(
        _ version: String,
        _ day: String,
        page: String = "100100",
        product: String = "macOS",
        cves: String = "",
        priority: String = "low",
        scope: String = "universal",
        exploited: String = ""
    ) -> String {
        #"{"UpdateName":"\#(product) Meadow \#(version)","ProductName":"\#(product)","#
            + #""ProductVersion":"\#(version)","Build":"1A1","ReleaseDate":"\#(day)T00:00:00Z","#
            + #""SecurityInfo":"https://support.example/en-us/\#(page)","CVEs":{\#(cves)},"#
            + #""ActivelyExploitedCVEs":[\#(exploited)],"DeviceScope":"\#(scope)","#
            + #""UpdateSummary":{"Priority":"\#(priority)","Stats":{"Total":1}}}"#
    }

    /// A document of SOFA with one major version.
    static func feed(
        _ releases: [String],
        latest: String? = nil,
        members: String = ""
    ) -> String {
        let latest = latest.map { #""Latest":\#($0),"# } ?? ""
        return #"{"UpdateHash":"00","OSVersions":[{"OSVersion":"Meadow 26",\#(latest)"#
            + #""SecurityReleases":[\#(releases.joined(separator: ","))]}]\#(members)}"#
    }

    /// The content of several documents.
    static func content(_ texts: [String]) throws -> FeedContent {
        var releases = AppleReleases()
        for (place, text) in texts.enumerated() {
            var document = AppleDocument(name: "\(place).json")
            try document.read(Array(text.utf8), into: &releases)
        }
        return try releases.content(source: "apple")
    }

    /// A record of a version.
    static func record(
        _ version: String,
        _ advisory: AdvisoryReference,
        severity: Patch.Severity? = nil,
        classification: Patch.Classification = .update,
        needsReboot: Bool? = true,
        stream: String = "macos:26"
    ) -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: stream),
            source: "macOS",
            version: version,
            title: advisory.title,
            advisories: [advisory],
            severity: severity,
            classification: classification,
            needsReboot: needsReboot
        )
    }

    /// A reference with the day as days since 1970.
    static func reference(
        _ name: String,
        _ title: String,
        day: Int64?,
        cves: [String] = []
    ) -> AdvisoryReference {
        AdvisoryReference(
            name: name,
            title: title,
            issuedAt: day.map { Timestamp(milliseconds: $0 * 86_400_000) },
            cves: cves
        )
    }
}
