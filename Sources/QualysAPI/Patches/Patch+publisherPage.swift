// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

extension Patch {
    /// The page on which its publisher describes it; `nil` where the publisher is not known to have
    /// one for each advisory.
    ///
    /// Feeds name advisories and not their pages, so the address is made by the publisher's own
    /// scheme. No page is asked for; one may be gone.
    var publisherPage: String? {
        if let kb { return "https://support.microsoft.com/help/\(kb.dropFirst(2))" }
        for advisory in advisories where advisory.name.utf8.allSatisfy(Self.isPlain) {
            for (prefix, page) in Self.pages where advisory.name.hasPrefix(prefix) {
                return page + advisory.name
            }
        }
        return nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static let pages: [(prefix: String, page: String)] = [
        ("DSA-", "https://security-tracker.debian.org/tracker/"),
        ("DLA-", "https://security-tracker.debian.org/tracker/"),
        ("USN-", "https://ubuntu.com/security/notices/"),
        ("RHSA-", "https://access.redhat.com/errata/"),
        ("RHBA-", "https://access.redhat.com/errata/"),
        ("RHEA-", "https://access.redhat.com/errata/"),
    ]
}
