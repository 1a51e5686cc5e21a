// SPDX-License-Identifier: Apache-2.0
import Domain
package import Query

/// What a query may say about devices and patches: Thimble's own names first, then the tokens of
/// Qualys that mean the same, old and new.
///
/// Since release 3.9 Qualys writes `patch.` and `asset.` before its tokens; both forms are read.
/// Which tokens it renamed otherwise is not known for all of them; one that turns out different is
/// corrected here. Tokens that Thimble has no field for are refused by name, never ignored.
package enum SearchSchema {
    /// Devices.
    package static let devices = FieldSchema<DeviceField>(
        fields: [
            SchemaField(
                .name,
                "name",
                spellings: ["device", "hostName"],
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.number, "number", spellings: ["deviceNumber"], type: .number),
            SchemaField(
                .fullyQualifiedName,
                "fqdn",
                spellings: ["fullyQualifiedName", "dnsName"],
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.domain, "domain", type: .text),
            SchemaField(
                .address,
                "address",
                spellings: [
                    "interfaces.address", "interface.address", "asset.interfaces.address",
                    "asset.interface.address", "ipAddress",
                ],
                type: .keyword,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.site, "site", type: .text),
            SchemaField(
                .group,
                "group",
                spellings: ["tags.name", "tag.name", "groups.name", "tag"],
                type: .text,
                uses: [.search, .freeText]
            ),
            SchemaField(.platform, "platform", type: .choice(Platform.choices)),
            SchemaField(
                .stream,
                "stream",
                spellings: ["release"],
                type: .keyword,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.health, "health", type: .choice(health)),
            SchemaField(.hasAgent, "hasAgent", type: .flag),
            SchemaField(.isScanned, "isScanned", spellings: ["scanned"], type: .flag),
        ],
        shorthands: [
            // Every device of the fleet is one that Qualys calls enabled for patch management.
            Shorthand(
                "status",
                spellings: ["scanStatus"],
                words: [
                    "Enabled": .everything,
                    "Disabled": .not(.everything),
                    "Scanned": .test(.isScanned, .isOneOf([.flag(true)])),
                    "NotScanned": .test(.isScanned, .isOneOf([.flag(false)])),
                ]
            )
        ],
        groups: [
            FieldGroup("asset", spellings: ["device"], kind: .row),
            FieldGroup(
                "interfaces",
                spellings: ["interface", "asset.interfaces", "asset.interface"],
                kind: .child
            ),
            FieldGroup("tags", spellings: ["tag", "groups", "asset.tags"], kind: .child),
        ],
        prefixes: ["asset.", "device."]
    )

    /// Patches.
    package static let patches = FieldSchema<PatchField>(
        fields: [
            SchemaField(
                .name,
                "name",
                spellings: ["title", "patchTitle"],
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
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
            SchemaField(
                .source,
                "source",
                spellings: ["package", "appFamily"],
                type: .keyword,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.stream, "stream", spellings: ["release", "product"], type: .keyword),
            SchemaField(.platform, "platform", type: .choice(Platform.choices)),
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
            SchemaField(.decision, "decision", spellings: ["approval"], type: .choice(decision)),
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
            SchemaField(
                .releasedAt,
                "releasedAt",
                spellings: ["published", "publishedDate"],
                type: .date
            ),
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
            SchemaField(
                .needsReboot,
                "needsReboot",
                spellings: ["rebootRequired"],
                type: .flag
            ),
        ],
        shorthands: [
            .flag(
                "isSecurity",
                spellings: ["security"],
                .test(.classification, .isOneOf([.text("security")]))
            ),
            Shorthand(
                "patchStatus",
                words: [
                    "Missing": .test(.missingCount, .isBetween(1, nil)),
                    "Installed": .test(.installedCount, .isBetween(1, nil)),
                    "Failed": .test(.failedCount, .isBetween(1, nil)),
                ]
            ),
        ],
        groups: [FieldGroup("patch", kind: .row)],
        prefixes: ["patch."]
    )

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

    private static let classification = Patch.Classification.allCases.map { classification in
        let spellings =
            switch classification {
            case .security: ["Security Patches"]
            case .update: ["Non-Security Patches"]
            case .backport: ["backports"]
            case .thirdParty: ["third-party"]
            }
        return FieldChoice(
            classification.rawValue,
            spellings: spellings,
            .text(classification.rawValue)
        )
    }

    private static let decision = [
        FieldChoice("approved", .text(Approval.Decision.approved.rawValue)),
        FieldChoice("declined", .text(Approval.Decision.declined.rawValue)),
        FieldChoice("none", spellings: ["undecided"], .text("none")),
    ]

    private static let health = Health.allCases.map { health in
        FieldChoice("\(health)", .number(Int64(health.rawValue)))
    }
}

extension Platform {
    /// The platforms as the values of a field.
    fileprivate static let choices = allCases.map { platform in
        FieldChoice(
            platform.rawValue,
            spellings: platform == .mac ? ["MacOS"] : [],
            .text(platform.rawValue)
        )
    }
}
