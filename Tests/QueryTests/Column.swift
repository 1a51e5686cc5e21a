// SPDX-License-Identifier: Apache-2.0

import Query

/// What the queries of the suites ask about.
enum Column: String, CaseIterable, Hashable, Sendable {
    case title, kb, missingCount, published, isSecurity, severity, address, port, secret
    case isSuperseded, status, patchStatus, downloadMethod, appFamily, name, cve
}

extension FieldSchema where Field == Column {
    /// The schema of the suites; it has every type, a shorthand, and both kinds of group.
    static let sample = FieldSchema(
        fields: [
            SchemaField(
                .title,
                "title",
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.kb, "kb", type: .keyword, uses: [.search, .sort, .freeText]),
            SchemaField(.cve, "cve", type: .keyword),
            SchemaField(.name, "name", spellings: ["asset.name"], type: .text),
            SchemaField(.appFamily, "appFamily", type: .text),
            SchemaField(.missingCount, "missingCount", spellings: ["missing"], type: .number),
            SchemaField(
                .published,
                "publishedDate",
                spellings: ["lastModified"],
                type: .date
            ),
            SchemaField(.isSecurity, "isSecurity", type: .flag),
            SchemaField(.isSuperseded, "isSuperseded", type: .flag),
            SchemaField(
                .severity,
                "vendorSeverity",
                type: .choice([
                    FieldChoice("None", .number(0)), FieldChoice("Low", .number(1)),
                    FieldChoice("Moderate", spellings: ["Medium"], .number(2)),
                    FieldChoice("Very High", .number(3)), FieldChoice("Critical", .number(4)),
                ])
            ),
            SchemaField(
                .patchStatus,
                "patchStatus",
                type: .choice([
                    FieldChoice("Missing", .text("missing")),
                    FieldChoice("Installed", .text("installed")),
                ])
            ),
            SchemaField(
                .downloadMethod,
                "downloadMethod",
                type: .choice([
                    FieldChoice("Automatic", .text("auto")),
                    FieldChoice("AcquireFromVendor", .text("vendor")),
                ])
            ),
            SchemaField(
                .address,
                "interfaces.address",
                spellings: ["interface.address"],
                type: .keyword
            ),
            SchemaField(.port, "interfaces.port", type: .number),
            SchemaField(.secret, "secret", type: .text, uses: .sort),
            SchemaField(.status, "state", type: .keyword, uses: .search),
        ],
        shorthands: [
            Shorthand(
                "status",
                words: [
                    "Enabled": .everything,
                    "Urgent": .all([
                        .test(.isSecurity, .isOneOf([.flag(true)])),
                        .test(.severity, .isBetween(3, nil)),
                    ]),
                ]
            ),
            .flag("isMissing", .test(.missingCount, .isBetween(1, nil))),
        ],
        groups: [
            FieldGroup("interfaces", spellings: ["interface"], kind: .child),
            FieldGroup("patch", kind: .row),
        ],
        prefixes: ["patch."]
    )
}

/// 2024-07-08T12:01:12.012Z, a Monday, as the time of all queries of the suites.
let theTime: Int64 = 1_720_440_072_012

/// Reads a query of the suites.
func parse(
    _ query: String,
    limits: QueryLimits = .standard
) throws(QueryDiagnostic) -> Filter<Column> {
    try QueryParser(.sample, now: theTime, limits: limits).filter(query)
}
