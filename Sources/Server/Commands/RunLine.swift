// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A run for machines.
package struct RunLine: Encodable, Sendable {
    private let id: String
    private let number: Int64
    private let deployment: String
    private let state: String
    private let slot: String
    private let createdAt: String
    private let endedAt: String?
    private let device: String?
    private let openRing: Int
    private let rings: [RingLine]
    private let decisions: [DecisionLine]
    private let devices: [DeviceLine]?

    private struct RingLine: Encodable {
        let name: String
        let counts: [String: Int]
    }

    private struct DecisionLine: Encodable {
        let kind: String
        let at: String
        let by: String
        let reason: String
    }

    private struct DeviceLine: Encodable {
        let id: String
        let name: String?
        let ring: Int
        let state: String
        let since: String
        let attempt: Int
        let reason: String?
        let words: [String]
    }

    /// Makes a line; without `executions` it has no devices.
    package init(
        _ run: Run,
        counts: RunCounts,
        executions: [Execution]? = nil,
        names: [Device.Identity: String] = [:]
    ) {
        id = run.id.description
        number = run.number
        deployment = run.deployment.description
        state = run.state.rawValue
        slot = ISOTime.text(run.slot)
        createdAt = ISOTime.text(run.createdAt)
        endedAt = run.endedAt.map(ISOTime.text)
        device = run.subject?.description
        openRing = run.course.openRing
        rings = run.course.rings.enumerated().map { number, ring in
            var found: [String: Int] = [:]
            for state in Execution.State.allCases {
                let count = counts.sum(rings: number...number) { $0 == state }
                if count > 0 { found[state.rawValue] = count }
            }
            return RingLine(name: ring.name, counts: found)
        }
        decisions = run.course.decisions.map {
            DecisionLine(
                kind: $0.kind.rawValue,
                at: ISOTime.text($0.at),
                by: $0.by,
                reason: $0.reason
            )
        }
        devices = executions?.map {
            DeviceLine(
                id: $0.device.description,
                name: names[$0.device],
                ring: $0.ring,
                state: $0.state.rawValue,
                since: ISOTime.text($0.since),
                attempt: $0.attempt,
                reason: $0.reason,
                words: $0.isTrouble ? $0.words : []
            )
        }
    }
}
