// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The numbers of patches: in all, and by what one member of their rows says.
enum PatchCounts {
    /// The members that patches may be counted by.
    private enum Member: String, CaseIterable {
        case vendorSeverity, category, platform, type, appFamily

        /// What rows say where they say one of a few words; these are counted even if none does.
        var words: [String] {
            switch self {
            case .vendorSeverity: Patch.Severity.allCases.reversed().map(\.vendorName)
            case .category: PatchCategory.allCases.map(\.rawValue)
            case .platform: Platform.allCases.map { Platforms.name(of: $0) }
            case .type: Patch.Software.allCases.map(\.rawValue)
            case .appFamily: []
            }
        }

        /// What a patch's row says.
        func words(of patch: Patch) -> [String] {
            switch self {
            case .vendorSeverity: [patch.severity.vendorName]
            case .category: [PatchCategory(patch).rawValue]
            case .platform: [Platforms.name(of: Platform(patch.stream))]
            case .type: [patch.software.rawValue]
            case .appFamily: patch.appFamily
            }
        }
    }

    /// The parameter that names the member.
    static let groupBy = Parameter.choice(
        "groupBy",
        Member.allCases.map(\.rawValue),
        summary: "Also counts the patches by this member of their rows."
    )

    /// The shape of the answer.
    static let schema = Schema.object([
        "patches": .object(["count": .integer]),
        "vendorSeverity": .optional(.map(of: .integer)),
        "category": .optional(.map(of: .integer)),
        "platform": .optional(.map(of: .integer)),
        "type": .optional(.map(of: .integer)),
        "appFamily": .optional(.map(of: .integer)),
    ])

    /// Counts what the list of patches would show.
    static func reply(_ call: EndpointCall, _ question: PatchQuestion, _ view: FleetView) -> Reply {
        let member = call.string(groupBy.name).flatMap(Member.init(rawValue:))
        let total = view.patchCount(question.patches, having: question.devices)
        return .json { json in
            json.object { json in
                json.object("patches") { $0.field("count", total) }
                guard let member else { return }
                json.key(dynamic: member.rawValue)
                json.object { json in
                    for (word, count) in counts(of: question, by: member, in: view) {
                        json.key(dynamic: word)
                        json.integer(count)
                    }
                }
            }
        }
    }

    private static func counts(
        of question: PatchQuestion,
        by member: Member,
        in view: FleetView
    ) -> [(word: String, count: Int)] {
        var counts: [String: Int] = [:]
        for (patch, _) in view.patches(question.patches, on: question.devices) {
            for word in member.words(of: patch) { counts[word, default: 0] += 1 }
        }
        let few = member.words
        let others = counts.keys.filter { !few.contains($0) }.sorted()
        return (few + others).map { ($0, counts[$0] ?? 0) }
    }
}
