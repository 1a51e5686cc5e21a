// SPDX-License-Identifier: Apache-2.0
import Domain
package import Query

extension SearchSchema {
    /// Patches.
    package static let patches = FieldSchema<PatchField>(
        fields: names + belongings + judgements + counts + dates,
        groups: [FieldGroup("patch", kind: .row)],
        prefixes: ["patch."]
    )

    /// What a patch is called.
    private static let names: [SchemaField<PatchField>] = [
        SchemaField(.name, "name", type: .text, uses: [.search, .sort, .freeText]),
        SchemaField(.title, "title", spellings: ["patchTitle"], type: .text),
        SchemaField(.id, "id", spellings: ["patchId", "patchUuid"], type: .keyword),
        SchemaField(.number, "number", spellings: ["patchNumber"], type: .number),
        SchemaField(
            .advisory,
            "advisory",
            spellings: ["bulletin", "vendorAdvisory"],
            type: .keyword,
            uses: [.search, .sort, .freeText]
        ),
        SchemaField(
            .cve,
            "cve",
            spellings: ["cveId", "cves"],
            type: .keyword,
            uses: [.search, .sort, .freeText]
        ),
        SchemaField(.qid, "qid", spellings: ["qids"], type: .number),
        SchemaField(.kb, "kb", type: .keyword),
    ]

    /// What a patch belongs to.
    private static let belongings: [SchemaField<PatchField>] = [
        SchemaField(
            .source,
            "source",
            spellings: ["package"],
            type: .keyword,
            uses: [.search, .sort, .freeText]
        ),
        SchemaField(.appFamily, "appFamily", type: .text),
        SchemaField(.stream, "stream", spellings: ["release"], type: .keyword),
        SchemaField(.product, "product", spellings: ["products"], type: .text),
        SchemaField(.vendor, "vendor", type: .text),
        SchemaField(.platform, "platform", type: .choice(platforms)),
        SchemaField(.architecture, "architecture", type: .keyword),
        SchemaField(.type, "type", type: .choice(software)),
    ]

    /// What is said about a patch.
    private static let judgements: [SchemaField<PatchField>] = [
        SchemaField(
            .severity,
            "severity",
            spellings: ["vendorSeverity"],
            type: .choice(severity)
        ),
        SchemaField(
            .classification,
            "classification",
            spellings: ["category"],
            type: .choice(classification)
        ),
        SchemaField(.isSecurity, "isSecurity", spellings: ["security"], type: .flag),
        SchemaField(.decision, "decision", spellings: ["approval"], type: .choice(decision)),
        SchemaField(
            .isExploited,
            "isExploited",
            spellings: ["exploited", "knownExploited"],
            type: .flag
        ),
        SchemaField(
            .exploitProbability,
            "exploitProbability",
            spellings: ["epss"],
            type: .number
        ),
        SchemaField(.needsReboot, "needsReboot", spellings: ["rebootRequired"], type: .flag),
        SchemaField(.isSuperseded, "isSuperseded", spellings: ["superseded"], type: .flag),
        SchemaField(.downloadMethod, "downloadMethod", type: .choice(downloadMethod)),
        SchemaField(.isRollback, "isRollback", type: .flag),
    ]

    /// On how many devices it stands how.
    private static let counts: [SchemaField<PatchField>] = [
        SchemaField(.status, "status", spellings: ["patchStatus"], type: .choice(status)),
        SchemaField(
            .missingCount,
            "missingCount",
            spellings: ["missingAssetCount"],
            type: .number
        ),
        SchemaField(
            .installedCount,
            "installedCount",
            spellings: ["installedAssetCount"],
            type: .number
        ),
        SchemaField(
            .failedCount,
            "failedCount",
            spellings: ["failedAssetCount"],
            type: .number
        ),
    ]

    private static let dates: [SchemaField<PatchField>] = [
        SchemaField(
            .releasedAt,
            "releasedAt",
            spellings: ["published", "publishedDate"],
            type: .date
        ),
        SchemaField(
            .modifiedAt,
            "modifiedAt",
            spellings: ["modified", "modifiedDate", "lastModified"],
            type: .date
        ),
    ]
}

/// The values of the fields that have only a few.
extension SearchSchema {
    private static let severity = Patch.Severity.allCases.map { severity in
        let value = Value.number(Int64(severity.rawValue))
        return switch severity {
        case .unrated: FieldChoice("None", spellings: ["Unrated", "Unspecified"], value)
        case .low: FieldChoice("Low", value)
        case .moderate: FieldChoice("Moderate", spellings: ["Medium"], value)
        case .important: FieldChoice("Important", spellings: ["High"], value)
        case .critical: FieldChoice("Critical", value)
        }
    }

    private static let classification =
        Patch.Classification.allCases.map { classification in
            let spellings =
                switch classification {
                case .security: ["Security Patches"]
                case .update: [String]()
                case .backport: ["backports"]
                case .thirdParty: ["third-party"]
                }
            return FieldChoice(
                classification.rawValue,
                spellings: spellings,
                .text(classification.rawValue)
            )
        } + [
            // Qualys knows two categories alone.
            FieldChoice(
                "Non-Security Patches",
                anyOf: Patch.Classification.allCases.filter { $0 != .security }
                    .map { .text($0.rawValue) }
            )
        ]

    private static let decision = [
        FieldChoice("approved", .text(Approval.Decision.approved.rawValue)),
        FieldChoice("declined", .text(Approval.Decision.declined.rawValue)),
        FieldChoice("none", spellings: ["undecided"], .text("none")),
    ]

    private static let software = Patch.Software.allCases.map { software in
        FieldChoice(software.rawValue, .text(software.rawValue))
    }

    private static let downloadMethod = Patch.DownloadMethod.allCases.map { method in
        FieldChoice(method.rawValue, .text(method.rawValue))
    }

    private static let status = PatchStatus.allCases.map { status in
        FieldChoice(status.rawValue, .text(status.rawValue))
    }
}
