// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the updates of one product that is ordered by supersedence replace, in both directions.
///
/// Steps may lead over updates that the product does not list; see ``ReplacementGraph``. Where two
/// updates replace each other neither supersedes the other.
struct UpdateOrder: Sendable {
    /// The updates that are still offered, by identity; the numbers are those of the steps.
    private let updates: [Patch.Identity]
    /// All names, those of the updates first, by number.
    private var names: [String]
    private var numbers: [String: Int]
    /// What each update replaces in one step.
    private var replaced: [[Int]] = []
    /// What replaces each update in one step.
    private var replacing: [[Int]] = []

    init(_ rules: StreamRules, of stream: Stream, in graph: ReplacementGraph) {
        let listed = rules.updates.map { (id: $0.id, text: $0.id.description, name: $0.source) }
            .sorted { $0.text < $1.text }
        updates = listed.map(\.id)
        names = listed.map(\.name)
        numbers = Dictionary(
            listed.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        while replaced.count < names.count {
            let next = graph.replacedDirectly(by: names[replaced.count], on: stream).sorted()
            replaced.append(next.map { number(adding: $0) })
        }
        replacing = [[Int]](repeating: [], count: names.count)
        for (number, next) in replaced.enumerated() {
            for other in next { replacing[other].append(number) }
        }
    }

    private mutating func number(adding name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// What an update supersedes, and what supersedes it, over as many steps as it takes; each list
    /// by identity.
    func supersession(
        of source: String
    ) -> (supersedes: [Patch.Identity], supersededBy: [Patch.Identity]) {
        guard let number = numbers[source] else { return ([], []) }
        let below = Self.reach(number, replaced)
        let above = Self.reach(number, replacing)
        return (identities(below, without: above), identities(above, without: below))
    }

    /// Whether something supersedes an update.
    func isSuperseded(_ source: String) -> Bool {
        numbers[source].map { isSuperseded($0) } ?? false
    }

    private func isSuperseded(_ number: Int) -> Bool {
        let above = Self.reach(number, replacing)
        // Most updates replace nothing that replaces them, and then the way down need not be gone.
        let below = above.contains(number) ? Self.reach(number, replaced) : []
        return above.contains { $0 < updates.count && !below.contains($0) }
    }

    /// The sources of all that is superseded.
    ///
    /// What an update replaces is superseded, and so is what that replaces. Updates that stand on a
    /// circle, or below one, are looked at one by one.
    var superseded: Set<String> {
        var found: Set<Int> = []
        var waiting = replacing.map(\.count)
        var open = waiting.indices.filter { waiting[$0] == 0 }
        while let number = open.popLast() {
            let isAnyAbove = number < updates.count || found.contains(number)
            for other in replaced[number] {
                if isAnyAbove { found.insert(other) }
                waiting[other] -= 1
                if waiting[other] == 0 { open.append(other) }
            }
        }
        for number in waiting.indices where waiting[number] > 0 {
            if isSuperseded(number) { found.insert(number) } else { found.remove(number) }
        }
        return Set(found.map { names[$0] })
    }

    private func identities(_ numbers: Set<Int>, without others: Set<Int>) -> [Patch.Identity] {
        numbers.filter { $0 < updates.count && !others.contains($0) }.sorted().map { updates[$0] }
    }

    /// What can be reached in one step or more; the start itself where a circle leads back.
    private static func reach(_ start: Int, _ steps: [[Int]]) -> Set<Int> {
        var found: Set<Int> = []
        var open = steps[start]
        while let next = open.popLast() {
            if found.insert(next).inserted { open += steps[next] }
        }
        return found
    }
}
