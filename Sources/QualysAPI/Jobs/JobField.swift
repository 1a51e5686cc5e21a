// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// What can be asked about jobs.
enum JobField: String, Sendable, CaseIterable {
    case id, name, description
    case status, type, scheduleType, platform, subCategory
    case isRecurring, isDefaultJob, isDynamicPatchesQQL
    case createdBy, createdDate, updatedBy, updatedDate
    case nextRun, lastRun
    case coAuthor, tag, tagID, asset, patch, linkedJob, qid
}

extension JobField {
    /// The tokens.
    ///
    /// `status` and `isRecurring` are the vendor's; all others are the names of the members of a
    /// job. `job.` may stand before each.
    static let schema = FieldSchema<JobField>(
        fields: texts + words + facts + times + references,
        prefixes: ["job.", "deploymentjob."]
    )

    private static let texts: [SchemaField<JobField>] = [
        SchemaField(.name, "name", type: .text, uses: [.search, .sort, .freeText]),
        SchemaField(.description, "description", type: .text),
        SchemaField(
            .createdBy,
            "createdBy",
            spellings: ["createdBy.user.name", "createdUser", "owner"],
            type: .keyword
        ),
        SchemaField(
            .updatedBy,
            "updatedBy",
            spellings: ["updatedBy.user.name", "updatedUser"],
            type: .keyword
        ),
        SchemaField(.subCategory, "subCategory", type: .keyword),
    ]

    private static let words: [SchemaField<JobField>] = [
        SchemaField(
            .status,
            "status",
            spellings: ["jobStatus"],
            type: .choice(
                ["Enabled", "Disabled", "Running", "Completed"].map {
                    FieldChoice($0, .text($0))
                }
            )
        ),
        SchemaField(
            .type,
            "type",
            spellings: ["jobType"],
            type: .choice(["Install", "Rollback", "Mitigate"].map { FieldChoice($0, .text($0)) })
        ),
        SchemaField(
            .scheduleType,
            "scheduleType",
            spellings: ["schedule"],
            type: .choice(
                [
                    FieldChoice("On-demand", spellings: ["OnDemand"], .text("On-demand")),
                    FieldChoice("Once", spellings: ["Run Once", "RunOnce"], .text("Once")),
                ]
                    + ["Daily", "Weekly", "Monthly", "Conditional"].map {
                        FieldChoice($0, .text($0))
                    }
            )
        ),
        SchemaField(
            .platform,
            "platform",
            type: .choice(
                [
                    FieldChoice("Windows", .text(Platform.windows.rawValue)),
                    FieldChoice("Linux", .text(Platform.linux.rawValue)),
                    FieldChoice("MacOS", spellings: ["Mac"], .text(Platform.mac.rawValue)),
                ]
            )
        ),
    ]

    private static let facts: [SchemaField<JobField>] = [
        SchemaField(.isRecurring, "isRecurring", spellings: ["recurring"], type: .flag),
        SchemaField(.isDefaultJob, "isDefaultJob", spellings: ["defaultJob"], type: .flag),
        SchemaField(.isDynamicPatchesQQL, "isDynamicPatchesQQL", type: .flag),
        SchemaField(.qid, "qid", spellings: ["qids", "remediationQids"], type: .number),
    ]

    private static let times: [SchemaField<JobField>] = [
        SchemaField(
            .createdDate,
            "createdDate",
            spellings: ["created", "createdOn", "createdBy.date"],
            type: .date
        ),
        SchemaField(
            .updatedDate,
            "updatedDate",
            spellings: ["updated", "updatedOn", "updatedBy.date"],
            type: .date
        ),
        SchemaField(.nextRun, "nextScheduleDateTime", type: .date),
        SchemaField(.lastRun, "lastScheduleDateTime", type: .date),
    ]

    private static let references: [SchemaField<JobField>] = [
        SchemaField(.id, "id", spellings: ["jobId", "deploymentJobId"], type: .keyword),
        SchemaField(.coAuthor, "coAuthorUserIds", spellings: ["coAuthor"], type: .keyword),
        SchemaField(.tag, "tags.name", spellings: ["tag", "tags"], type: .text),
        SchemaField(.tagID, "assetTagIds", spellings: ["tagIds", "tags.id"], type: .keyword),
        SchemaField(.asset, "assetIds", spellings: ["asset.id"], type: .keyword),
        SchemaField(.patch, "approvedPatches", spellings: ["patch.id"], type: .keyword),
        SchemaField(.linkedJob, "linkedJobId", type: .keyword),
    ]
}

extension ListedJob {
    /// The job's values of a field; `tags` are the names of tags by their identities.
    ///
    /// A job without a platform concerns all of them. An enabled job is also `Running` while a run
    /// of it is under way, and `Completed` once none can follow.
    func values(of field: JobField, tags: [String: String]) -> [Value] {
        switch field {
        case .id: [.text(deployment.id.description)]
        case .name: [.text(document.name)]
        case .description: [.text(deployment.summary)]
        case .status: statuses.map { .text($0) }
        case .type: [.text(document.type)]
        case .scheduleType: document.scheduleType.map { [.text($0)] } ?? []
        case .platform:
            (document.platform.map { [$0] } ?? Platform.allCases).map { .text($0.rawValue) }
        case .subCategory: texts(of: "subCategory")
        case .isRecurring: [.flag(document.isRecurring)]
        case .isDefaultJob: [.flag(document.isDefaultJob)]
        case .isDynamicPatchesQQL:
            [.flag(document.members.value("isDynamicPatchesQQL")?.flag ?? false)]
        case .createdBy: [.text(PersonLabel.name(deployment.createdBy))]
        case .createdDate: [.number(deployment.createdAt.milliseconds)]
        case .updatedBy: deployment.updatedBy.map { [.text(PersonLabel.name($0))] } ?? []
        case .updatedDate: Self.values(deployment.updatedAt)
        case .nextRun: Self.values(deployment.nextSlot)
        case .lastRun: Self.values(deployment.lastSlot)
        case .coAuthor: document.coauthors.map { .text($0) }
        case .tag: tagIDs.compactMap { id in tags[id].map { .text($0) } }
        case .tagID: tagIDs.map { .text($0) }
        case .asset: texts(of: "assetIds")
        case .patch: texts(of: "approvedPatches")
        case .linkedJob: texts(of: "linkedJobId")
        case .qid: (document.qids + document.remediationQids).map { .number($0) }
        }
    }

    private var statuses: [String] {
        guard document.isEnabled else { return ["Disabled"] }
        if isUnderWay { return ["Enabled", "Running"] }
        return deployment.status == .ended ? ["Enabled", "Completed"] : ["Enabled"]
    }

    private var tagIDs: [String] {
        ["assetTagIds", "matchAllTagIds"].flatMap { member in
            document.members.value(member)?.elements?.compactMap(\.text) ?? []
        }
    }

    private func texts(of member: String) -> [Value] {
        guard let value = document.members.value(member) else { return [] }
        return (value.elements ?? [value]).compactMap(\.text).map { .text($0) }
    }

    private static func values(_ time: Timestamp?) -> [Value] {
        time.map { [.number($0.milliseconds)] } ?? []
    }
}
