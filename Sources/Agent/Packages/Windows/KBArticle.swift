// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The number of an article of Microsoft's knowledge base, by which its updates are called.
struct KBArticle: Hashable, Comparable, Sendable {
    /// The digits, for example `5001330`; one to nine of them, the first not 0.
    let digits: String

    /// Reads `5001330` or `KB5001330`; `nil` for anything else, also for digits outside of ASCII.
    init?(_ text: some StringProtocol) {
        let isNamed = text.prefix(2).lowercased() == "kb"
        let digits = isNamed ? text.dropFirst(2) : text[...]
        guard (1...9).contains(digits.utf8.count), digits.utf8.first != UInt8(ascii: "0"),
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.digits = String(digits)
    }

    /// What the update is called: `KB5001330`.
    var name: String { "KB" + digits }

    /// The row that an inventory has for it: a name without a version, as an imported one.
    var row: InstalledPackage {
        InstalledPackage(name: name, architecture: nil, version: "", source: name)
    }

    /// The smaller number first.
    static func < (left: Self, right: Self) -> Bool {
        (left.digits.utf8.count, left.digits) < (right.digits.utf8.count, right.digits)
    }
}

extension TargetPackage {
    /// The update that an order names.
    ///
    /// - Throws: ``PackageManagerFailure`` where the name is no number of an update.
    func article() throws -> KBArticle {
        guard let article = KBArticle(name) else {
            throw PackageManagerFailure(
                exitCode: nil,
                text: "\"\(name)\" is no number of an update for Windows, as KB5001330 is"
            )
        }
        return article
    }
}
