// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Deployments, runs, executions and sequences in memory, with the rules of the ports.
///
/// For one thread at a time. ``events`` tells what was changed, so that laws can be held against
/// each single step; ``undo(to:)`` takes back a transaction that failed.
package final class InMemoryDeploymentStore {
    var contents = StoreContents()
    /// What was changed since someone emptied the list.
    var events: [StoreEvent] = []
    /// The mistake that this store makes on purpose; `nil` for none.
    let defect: Defect?
    /// How many states were counted, for defects that strike now and then.
    private var countings = 0

    /// Makes an empty store that makes no mistakes.
    package convenience init() { self.init(defect: nil) }

    init(defect: Defect?) { self.defect = defect }

    /// Puts everything back to how it was.
    func undo(to former: StoreContents) {
        contents = former
        events.removeAll()
    }

    /// Keeps the counts and the indexes in step with an execution.
    func index(_ execution: Execution, before: Execution?) {
        let id = execution.id
        if let before, before.order != execution.order, contents.byOrder[before.order] == id {
            contents.byOrder[before.order] = nil
        }
        contents.byOrder[execution.order] = id
        if execution.state.isFinal, execution.state != .silent {
            if contents.open.remove(id) != nil {
                contents.openByDevice[execution.device]?.removeAll { $0 == id }
            }
        } else if contents.open.insert(id).inserted {
            contents.openByDevice[execution.device, default: []].append(id)
        }
        guard before?.state != execution.state else { return }
        countings += 1
        if defect == .losesCounts, countings % 7 == 0 { return }
        if let before {
            contents.counts[execution.run, default: RunCounts()]
                .add(-1, before.state, ring: execution.ring)
        }
        contents.counts[execution.run, default: RunCounts()]
            .add(1, execution.state, ring: execution.ring)
    }

    /// The executions of a list that a condition accepts.
    func select(
        _ identities: some Sequence<Execution.Identity>,
        where isMeant: (Execution) -> Bool
    ) -> [Execution] {
        identities.compactMap { contents.executions[$0] }.filter(isMeant)
    }
}

extension Array where Element == Execution {
    /// In the order in which they were made.
    func oldestFirst() -> Self {
        count < 2 ? self : sorted { ($0.createdAt, $0.id.key) < ($1.createdAt, $1.id.key) }
    }

    /// By device.
    func byDevice() -> Self { sorted { $0.device.key < $1.device.key } }
}

extension ID {
    /// Its first bits as a number: sorts as the text does, and is quicker to compare.
    var key: UInt64 {
        withUnsafeBytes(of: uuid.uuid) { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }
}
