// SPDX-License-Identifier: Apache-2.0

/// The name of a product in the Common Platform Enumeration, in either of its forms.
///
/// `cpe:/o:redhat:enterprise_linux:9::baseos` is the URI of CPE 2.2, and
/// `cpe:2.3:o:suse:sles:15:sp5:*:*:*:*:*:*` the formatted string of CPE 2.3 (NISTIR 7695).
struct CPEName: Equatable {
    /// The vendor, in lower case; empty where it is not told, as all fields may be.
    let vendor: String
    /// The product.
    let product: String
    /// Its version.
    let version: String
    /// The update of the version, for example `sp5`.
    let update: String
    /// The edition; Red Hat names the repository here.
    let edition: String

    /// Reads a name; `nil` for what has neither form.
    init?(_ text: String) {
        let fields: [Substring]
        if text.hasPrefix("cpe:/") {
            fields = text.dropFirst(5).split(separator: ":", omittingEmptySubsequences: false)
        } else if text.hasPrefix("cpe:2.3:") {
            fields = text.dropFirst(8).split(separator: ":", omittingEmptySubsequences: false)
        } else {
            return nil
        }
        func field(_ place: Int) -> String {
            guard place < fields.count, fields[place] != "*", fields[place] != "-" else {
                return ""
            }
            return fields[place].lowercased()
        }
        (vendor, product, version) = (field(1), field(2), field(3))
        (update, edition) = (field(4), field(5))
    }
}
