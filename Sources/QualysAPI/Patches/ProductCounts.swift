// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// How many vulnerabilities the missing patches of each product would close.
///
/// A vulnerability is counted where a patch that names it is missing on an asset. It is patchable
/// where one of these patches can be had, from a repository or from the vendor. Vulnerabilities
/// without any fix belong to no patch that an asset misses, and are not counted.
struct ProductCounts {
    /// The products, those with the most vulnerabilities first.
    let rows: [Row]

    /// One product.
    struct Row {
        /// Its name, as the member `product` of patches has it.
        let name: String
        /// Whether it is a system or a program.
        fileprivate(set) var software: Patch.Software
        /// The numbers of its vulnerabilities.
        fileprivate(set) var numbers: Set<Int64> = []
        /// The numbers of those that a patch is to be had for.
        fileprivate(set) var patchable: Set<Int64> = []
    }

    /// `severityList`: the severities of the patches.
    static let severities = Parameter.list(
        "severityList",
        of: .choice(Patch.Severity.allCases.reversed().map(\.vendorName)),
        summary: "Only patches of these severities; all where it is missing."
    )

    /// `tagUUIDs`: the tags of the assets.
    static let tags = Parameter.list(
        "tagUUIDs",
        of: .string(lengthMax: 64),
        countMax: 200,
        summary: "Only assets with one of these tags; all where it is missing."
    )

    /// Counts what a call asks for.
    init(_ call: EndpointCall, _ view: FleetView) {
        var products: [String: Row] = [:]
        for patch in Self.missing(call, view) {
            let numbers = patch.vulnerabilityNumbers
            guard !numbers.isEmpty else { continue }
            for name in patch.product {
                var row = products[name] ?? Row(name: name, software: patch.software)
                if patch.software == .os { row.software = .os }
                row.numbers.formUnion(numbers)
                if patch.downloadMethod != .unavailable { row.patchable.formUnion(numbers) }
                products[name] = row
            }
        }
        rows = products.values.sorted {
            ($1.numbers.count, $0.name) < ($0.numbers.count, $1.name)
        }
    }

    /// The patches that the assets asked about miss.
    private static func missing(_ call: EndpointCall, _ view: FleetView) -> [Patch] {
        let words = Set(call.strings(severities.name))
        let ratings = Patch.Severity.allCases.filter { words.contains($0.vendorName) }
        let rated = Filter<PatchField>.test(
            .severity,
            .isOneOf(ratings.map { .number(Int64($0.rawValue)) })
        )
        let filter = Filter<PatchField>.all([
            .test(.missingCount, .isBetween(1, nil)), words.isEmpty ? .everything : rated,
        ])
        guard call.isGiven(tags.name) else { return view.patches(filter).map(\.patch) }
        let groups = Set(call.strings(tags.name).compactMap { Group.Identity($0) })
        let devices = view.devices().filter { !$0.groups.isDisjoint(with: groups) }
        let places = view.snapshot.patchPlaces(
            matching: filter,
            tallies: view.snapshot.tallies(of: devices),
            path: view.scope
        )
        return places.slots.map { view.snapshot.catalogue.ordered[Int($0)] }
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "name": .string, "totalQIDCount": .integer, "patchableQIDCount": .integer,
        "type": .values(Patch.Software.allCases.map(\.rawValue)), "patchableQIDs": .string,
        "totalQIDs": .integer,
    ])
}

extension ProductCounts.Row {
    /// Writes the row.
    ///
    /// The only known reader of these rows takes `patchableQIDs` as text and `totalQIDs` as a
    /// number; so the one lists the numbers, separated by commas, and the other counts them again.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", name)
            json.field("totalQIDCount", numbers.count)
            json.field("patchableQIDCount", patchable.count)
            json.field("type", software.rawValue)
            json.field("patchableQIDs", patchable.sorted().map(String.init).joined(separator: ","))
            json.field("totalQIDs", numbers.count)
        }
    }
}
