// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// What filters read most of the patches, column by column, by their place in the catalogue's order.
struct PatchColumns: Sendable {
    /// The patches that some feed still has.
    private(set) var live: Bitmap
    /// The titles.
    private(set) var titles = TextColumn()
    /// The name of each patch, and its title where that is another text.
    private var names = OwnTextLists()
    private var numbers = ChunkedArray<Int64>()
    private var advisories = TextLists()
    private var cves = TextLists()
    private var sources = CodedTexts()
    private var streams = CodedTexts()
    private var platforms = CodedColumn<Platform>()
    private var severities = CodedColumn<Patch.Severity>()
    private var classifications = CodedColumn<Patch.Classification>()
    private var reboots = CodedColumn<Bool>()
    private var released = NumberColumn()
    private var probabilities = NumberColumn()
    private var exploited: Bitmap
    private var security: Bitmap

    /// Reads the patches of a catalogue.
    init(_ patches: [Patch]) {
        live = Bitmap(count: patches.count)
        exploited = live
        security = live
        for (place, patch) in patches.enumerated() { append(patch, UInt32(place)) }
    }

    private mutating func append(_ patch: Patch, _ row: UInt32) {
        let (name, title) = (patch.name, patch.title)
        names.append(name.hasBytes(of: title) ? [title] : [name, title])
        titles.append(title)
        numbers.append(patch.number)
        advisories.append(patch.advisories.map(\.name))
        cves.append(patch.cves)
        sources.set(row, patch.source)
        streams.set(row, patch.stream.rawValue)
        platforms.set(row, Platform(patch.stream))
        severities.set(row, patch.severity)
        classifications.set(row, patch.classification)
        reboots.set(row, patch.needsReboot)
        released.set(row, patch.releasedAt?.milliseconds)
        probabilities.set(row, patch.urgency.probability.map { Int64($0 * 100) })
        if patch.urgency.isExploited { exploited.insert(row) }
        if patch.isSecurity { security.insert(row) }
        if !patch.isWithdrawn { live.insert(row) }
    }

    /// The column of a field; `nil` for one that is not kept here.
    func column(_ field: PatchField) -> Column? {
        switch field {
        case .number: .numbers(numbers, present: Bitmap(all: numbers.count))
        case .name: names.column
        case .title: .texts(titles)
        case .advisory: advisories.column
        case .cve: cves.column
        case .source: sources.column
        case .stream: streams.column
        case .platform: platforms.column { .text($0.rawValue) }
        case .severity: severities.column { .number(Int64($0.rawValue)) }
        case .classification: classifications.column { .text($0.rawValue) }
        case .isSecurity: .flags(security)
        case .releasedAt: released.column
        case .isExploited: .flags(exploited)
        case .exploitProbability: probabilities.column
        case .needsReboot: reboots.column { .flag($0) }
        default: nil
        }
    }
}
