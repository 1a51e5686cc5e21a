// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// What filters read of the patches, column by column, by their place in the catalogue's order.
struct PatchColumns: Sendable {
    private var numbers = ChunkedArray<Int64>()
    private var names = RaggedArray<UInt32>()
    private var nameTexts = TextColumn()
    private var advisories = TextLists()
    private var cves = TextLists()
    private var sources = CodedColumn<ExactText>()
    private var streams = CodedColumn<ExactText>()
    private var severities = CodedColumn<Patch.Severity>()
    private var classifications = CodedColumn<Patch.Classification>()
    private var released = ChunkedArray<Int64>()
    private var withRelease: Bitmap
    private var exploited: Bitmap

    /// Reads the patches of a catalogue.
    init(_ patches: [Patch]) {
        withRelease = Bitmap(count: patches.count)
        exploited = Bitmap(count: patches.count)
        for (place, patch) in patches.enumerated() { append(patch, UInt32(place)) }
    }

    private mutating func append(_ patch: Patch, _ row: UInt32) {
        numbers.append(patch.number)
        names.append([UInt32(nameTexts.count), UInt32(nameTexts.count + 1)])
        nameTexts.append(patch.name)
        nameTexts.append(patch.title)
        advisories.append(patch.advisories.map(\.name))
        cves.append(patch.cves)
        sources.set(row, ExactText(patch.source))
        streams.set(row, ExactText(patch.stream.rawValue))
        severities.set(row, patch.severity)
        classifications.set(row, patch.classification)
        released.append(patch.releasedAt?.milliseconds ?? 0)
        if patch.releasedAt != nil { withRelease.insert(row) }
        if patch.urgency.isExploited { exploited.insert(row) }
    }

    /// The column of a field; `nil` for one that depends on the fleet.
    func column(_ field: PatchField) -> Column? {
        switch field {
        case .number: .numbers(numbers, present: Bitmap(all: numbers.count))
        case .name: .lists(names, .texts(nameTexts))
        case .advisory: advisories.column
        case .cve: cves.column
        case .source: sources.column { .text($0.text) }
        case .stream: streams.column { .text($0.text) }
        case .platform: streams.column { .text(Platform(Stream(rawValue: $0.text)).rawValue) }
        case .severity: severities.column { .number(Int64($0.rawValue)) }
        case .classification: classifications.column { .text($0.rawValue) }
        case .releasedAt: .numbers(released, present: withRelease)
        case .isExploited: .flags(exploited)
        case .exploitProbability, .needsReboot, .decision, .missingCount, .installedCount,
            .failedCount:
            nil
        }
    }
}

/// Any number of texts for each row, each different text once.
private struct TextLists: Sendable {
    private var lists = RaggedArray<UInt32>()
    private var texts = TextColumn()
    private var known: [ExactText: UInt32] = [:]

    mutating func append(_ row: [String]) {
        lists.append(
            row.map { text in
                if let code = known[ExactText(text)] { return code }
                known[ExactText(text)] = UInt32(texts.count)
                texts.append(text)
                return UInt32(texts.count - 1)
            }
        )
    }

    var column: Column { .lists(lists, .texts(texts)) }
}
