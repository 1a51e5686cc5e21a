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
            SchemaField(
                .id,
                "id",
                spellings: ["deviceId", "assetUuid"],
                type: .keyword
            ),
            SchemaField(
                .number,
                "number",
                spellings: ["deviceNumber", "assetId"],
                type: .number
            ),
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
            SchemaField(.platform, "platform", type: .choice(platforms)),
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
        ] + machine + findings,
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

    /// What agents tell of their machines.
    private static let machine: [SchemaField<DeviceField>] = [
        SchemaField(.operatingSystem, "operatingSystem", spellings: ["os"], type: .text),
        SchemaField(.architecture, "architecture", type: .keyword),
        SchemaField(.macAddress, "macAddress", spellings: ["hardwareAddress"], type: .keyword),
        SchemaField(.lastLoggedOnUser, "lastLoggedOnUser", type: .text),
        SchemaField(.agentVersion, "agentVersion", type: .keyword),
        SchemaField(.activatedModules, "activatedModules", type: .choice(modules)),
        SchemaField(
            .scannedAt,
            "scannedAt",
            spellings: ["scanDateTime", "lastScannedAt"],
            type: .date
        ),
        SchemaField(.lastSeenAt, "lastSeenAt", spellings: ["lastContactAt"], type: .date),
    ]

    /// What a device lacks and has.
    private static let findings: [SchemaField<DeviceField>] = [
        SchemaField(
            .missingPatchCount,
            "missingPatchCount",
            spellings: ["missingCount"],
            type: .number
        ),
        SchemaField(
            .installedPatchCount,
            "installedPatchCount",
            spellings: ["installedCount"],
            type: .number
        ),
        // A device has hundreds of each, so an order by one of them says nothing.
        SchemaField(.missingPatchTitle, "missingPatchTitle", type: .text, uses: .search),
        SchemaField(.installedPatchTitle, "installedPatchTitle", type: .text, uses: .search),
    ]

    private static let health = Health.allCases.map { health in
        FieldChoice("\(health)", .number(Int64(health.rawValue)))
    }

    private static let modules = Device.Module.allCases.map { module in
        FieldChoice(module.rawValue, .text(module.rawValue))
    }

    /// The platforms as the values of a field.
    static let platforms = Platform.allCases.map { platform in
        FieldChoice(
            platform.rawValue,
            spellings: platform == .mac ? ["MacOS"] : [],
            .text(platform.rawValue)
        )
    }
}
