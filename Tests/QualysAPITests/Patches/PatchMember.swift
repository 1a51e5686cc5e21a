// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

/// A member of a row with what its value may be.
struct PatchMember {
    /// The types of values.
    enum Kind {
        case text, number, flag, texts, packages, nothing
    }

    let key: String
    let kind: Kind
    let isNullable: Bool

    init(_ key: String, _ kind: Kind, isNullable: Bool = false) {
        self.key = key
        self.kind = kind
        self.isNullable = isNullable
    }

    /// Whether a value is one of the kind.
    func allows(_ value: JSONValue?) -> Bool {
        switch (kind, value) {
        case (_, nil): false
        case (.nothing, .null?): true
        case (_, .null?): isNullable
        case (.text, .string(let text)?): !text.isEmpty
        case (.number, .integer?), (.flag, .boolean?): true
        case (.texts, .array(let elements)?): elements.allSatisfy { $0.text != nil }
        case (.packages, .array(let elements)?):
            elements.allSatisfy { $0.keys == ["packageName", "architecture"] }
        default: false
        }
    }

    /// What a patch is: the members up to `vendorlink` (vendor document, "Get a List of Patches for
    /// a Specific Customer", sample response).
    static let description = [
        PatchMember("architecture", .texts), PatchMember("bulletin", .text, isNullable: true),
        PatchMember("category", .text), PatchMember("cve", .texts),
        PatchMember("kb", .text, isNullable: true),
        PatchMember("modifiedDate", .number, isNullable: true),
        PatchMember("appFamily", .texts), PatchMember("product", .texts),
        PatchMember("publishedDate", .number, isNullable: true), PatchMember("qid", .texts),
        PatchMember("rebootRequired", .flag, isNullable: true),
        PatchMember("supersededBy", .texts), PatchMember("supersedes", .texts),
        PatchMember("title", .text), PatchMember("type", .text),
        PatchMember("vendor", .text, isNullable: true), PatchMember("vendorSeverity", .text),
        PatchMember("vendorlink", .text, isNullable: true),
    ]

    /// What can be done with it: the members after the numbers of assets.
    static let state = [
        PatchMember("downloadMethod", .text), PatchMember("advisory", .text, isNullable: true),
        PatchMember("id", .text), PatchMember("isSecurity", .flag),
        PatchMember("isSuperseded", .flag, isNullable: true), PatchMember("isRollback", .flag),
    ]

    /// A row of the lists of patches.
    static let ofPatches =
        description + [
            PatchMember("missingCount", .number), PatchMember("installedCount", .number),
        ]
        + state

    /// A row of the catalogue.
    static let ofCatalogue =
        description + state + [
            PatchMember("patchId", .text), PatchMember("platform", .text),
            PatchMember("servicePack", .nothing),
            PatchMember("osIdentifier", .text, isNullable: true),
            PatchMember("advisoryLink", .text, isNullable: true), PatchMember("deleted", .flag),
            PatchMember("description", .nothing), PatchMember("enabled", .nothing),
            PatchMember("supportedOs", .nothing), PatchMember("notification", .nothing),
            PatchMember("packageDetails", .packages),
            PatchMember("patchFeedProviderId", .nothing), PatchMember("syncDateTime", .number),
            PatchMember("vendorPatchId", .nothing),
            PatchMember("isEsuPatch", .flag, isNullable: true),
        ]

    /// Expects that rows have these members in this order, each with a value that it may have.
    static func expect(
        _ members: [PatchMember],
        of rows: [JSONValue],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!rows.isEmpty, "no row to look at", sourceLocation: sourceLocation)
        for row in rows {
            #expect(row.keys == members.map(\.key), sourceLocation: sourceLocation)
            for member in members {
                let value = row.value(member.key)
                #expect(
                    member.allows(value),
                    "\(member.key): \(String(describing: value))",
                    sourceLocation: sourceLocation
                )
            }
        }
    }
}
