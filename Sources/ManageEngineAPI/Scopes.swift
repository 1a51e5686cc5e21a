// SPDX-License-Identifier: Apache-2.0

/// The OAuth scopes, `service.scope.operation` (vendor document, "Scopes").
enum Scopes {
    /// Read patches, systems and configurations.
    static let readPatches = "PatchManagerPlusCloud.PatchMgmt.READ"
    /// Scan, approve and install.
    static let updatePatches = "PatchManagerPlusCloud.PatchMgmt.UPDATE"
    /// Read what the products have in common: the computers.
    static let readCommon = "PatchManagerPlusCloud.Common.READ"

    /// What a token without any restriction is granted.
    private static let everything = "*"

    /// The scopes of a stored text, separated by commas; an empty text grants everything.
    ///
    /// Blanks are dropped, since the vendor's own examples have stray ones; case does not count.
    static func parse(_ text: String) -> Set<String> {
        guard !text.isEmpty else { return [everything] }
        let tidy = text.lowercased().filter { !$0.isWhitespace }
        return Set(tidy.split(separator: ",").map(String.init))
    }

    /// Whether granted scopes include a required one.
    ///
    /// `ALL` includes every operation of its resource; `WRITE` is CREATE, UPDATE and DELETE.
    static func isSatisfied(_ required: String, by granted: Set<String>) -> Bool {
        if granted.contains(everything) { return true }
        let required = required.lowercased()
        guard let dot = required.lastIndex(of: ".") else { return granted.contains(required) }
        let resource = String(required[...dot])
        let operation = String(required[required.index(after: dot)...])
        let operations = [operation, "all"] + (operation == "read" ? [] : ["write"])
        return operations.contains { granted.contains(resource + $0) }
    }
}
