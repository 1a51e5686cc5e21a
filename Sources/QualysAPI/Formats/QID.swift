// SPDX-License-Identifier: Apache-2.0
import Fleet

/// The numbers of vulnerabilities.
///
/// The vendor's own numbers belong to its knowledge base, which is not public. Here a `qid` is the
/// CVE itself as a number; see ``Fleet/VulnerabilityNumber``.
enum QID {
    /// The number of a CVE; `nil` for any other name.
    static func number(ofCVE name: String) -> Int64? { VulnerabilityNumber.number(ofCVE: name) }

    /// The CVE of a number; `nil` for one that is none, as the vendor's own.
    static func cve(ofNumber number: Int64) -> String? { VulnerabilityNumber.cve(ofNumber: number) }
}
