// SPDX-License-Identifier: Apache-2.0

/// Small OSV files of tests.
enum OSVFixture {
    /// An element of `affected` with one range from 0 to the fixed version.
    static func package(_ ecosystem: String, _ name: String, fixed: String) -> String {
        package(ecosystem, name, events: #"{"introduced":"0"},{"fixed":"\#(fixed)"}"#)
    }

    /// An element of `affected` with one range of these events.
    static func package(_ ecosystem: String, _ name: String, events: String) -> String {
        #"{"package":{"ecosystem":"\#(ecosystem)","name":"\#(name)"},"#
            + #""ranges":[{"type":"ECOSYSTEM","events":[\#(events)]}]}"#
    }

    /// A whole file.
    static func advisory(
        _ id: String,
        _ packages: [String],
        modified: String = "2026-02-03T04:05:06Z",
        fields: String = ""
    ) -> String {
        #"{"id":"\#(id)","modified":"\#(modified)","published":"2026-01-02T00:00:00Z","#
            + fields + #""affected":[\#(packages.joined(separator: ","))]}"#
    }
}
