// SPDX-License-Identifier: Apache-2.0
import Domain

/// Which update replaces which: a cumulative update brings all that it replaces, and all that those
/// replaced.
///
/// The vendor says it anew for each product. What it says of the product itself counts; only where
/// the product does not list an update at all, what it says of that update elsewhere carries the
/// chain on. Taking all products together would be too much: one number may be a cumulative update
/// on one product and a security-only one on another.
struct ReplacementGraph: Sendable {
    private var byStream: [Stream: [String: Set<String>]] = [:]
    private var everywhere: [String: Set<String>] = [:]

    /// Takes in what a patch replaces.
    mutating func add(_ patch: Patch) {
        guard patch.stream.isOrderedBySupersedence, !patch.isWithdrawn else { return }
        byStream[patch.stream, default: [:]][patch.source] = Set(patch.supersedes)
        everywhere[patch.source, default: []].formUnion(patch.supersedes)
    }

    /// Everything that an update replaces on a product, itself left out unless a chain comes back
    /// to it.
    func replaced(by source: String, on stream: Stream) -> Set<String> {
        var found: Set<String> = []
        var open = Array(replacedDirectly(by: source, on: stream))
        while let next = open.popLast() {
            if found.insert(next).inserted { open += replacedDirectly(by: next, on: stream) }
        }
        return found
    }

    /// What an update replaces on a product in one step.
    func replacedDirectly(by source: String, on stream: Stream) -> Set<String> {
        byStream[stream]?[source] ?? everywhere[source] ?? []
    }
}
