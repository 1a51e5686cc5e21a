// SPDX-License-Identifier: Apache-2.0
import Domain

/// Counts the whole fleet at once, patch by patch over the postings.
struct FleetSurvey {
    private let snapshot: FleetSnapshot
    /// The tallies by the patch's slot, with what was tried laid over.
    private(set) var tallies: SharedArray<PatchTally>
    /// The devices that lack a security patch that is not declined for them.
    private(set) var highlyVulnerable: Bitmap
    /// The devices that lack any patch that is not declined for them.
    private(set) var vulnerable: Bitmap
    /// The devices with a patch of which nobody can tell.
    private(set) var opaque: Bitmap
    /// What each device lacks and has, in numbers by slot; nothing where they are not wanted.
    private var missing: [UInt32] = []
    private var current: [UInt32] = []
    private var installed: [UInt32] = []

    /// Makes a survey that may also count what each device lacks and has.
    init(_ snapshot: FleetSnapshot, countsDevices: Bool = false) {
        self.snapshot = snapshot
        let count = snapshot.devices.slotCount
        tallies = SharedArray(repeating: PatchTally(), count: snapshot.catalogue.count)
        highlyVulnerable = Bitmap(count: count)
        vulnerable = Bitmap(count: count)
        opaque = Bitmap(count: count)
        if countsDevices {
            missing = [UInt32](repeating: 0, count: count)
            current = missing
            installed = missing
        }
    }

    /// What each device lacks and has, in numbers.
    var counts: DeviceCounts {
        DeviceCounts(missing: missing, currentMissing: current, installed: installed)
    }

    /// Counts the devices of a set; chunk by chunk, so that a chunk's postings stay in the cache.
    mutating func run(within members: Bitmap? = nil) {
        var counts = [PatchTally](repeating: PatchTally(), count: snapshot.catalogue.count)
        var sets = PatchSets()
        let spoken = counts.indices.filter { !snapshot.book.byPatch[$0].isEmpty }
        for chunk in 0..<snapshot.postings.chunkCount {
            if let members, !members.hasAny(inChunk: chunk) { continue }
            for slot in spoken {
                sets.load(snapshot.book.byPatch[slot], snapshot.postings, chunk: chunk)
                if let members { sets.keep(members, chunk: chunk) }
                take(sets, of: UInt32(slot), chunk, &counts[slot])
                if !missing.isEmpty { countDevices(sets, chunk) }
            }
        }
        tallies = SharedArray(counts)
        overlay(members)
    }

    private mutating func take(
        _ sets: borrowing PatchSets,
        of slot: UInt32,
        _ chunk: Int,
        _ tally: inout PatchTally
    ) {
        let patch = snapshot.catalogue.patch(at: slot)
        if sets.present[.installed] { tally.installed += sets.closed.installed.population }
        if sets.present[.opaque] { sets.closed.opaque.add(to: &opaque, chunk: chunk) }
        if sets.present[.current] {
            tally.missing += sets.current.population
            judge(patch, sets.current, chunk)
        }
        if sets.present[.unconfigured] {
            tally.missing += sets.closed.unconfigured.population
            tally.failed += sets.closed.unconfigured.population
            judge(patch, sets.closed.unconfigured, chunk)
        }
    }

    private mutating func countDevices(_ sets: borrowing PatchSets, _ chunk: Int) {
        if sets.present[.installed] { sets.closed.installed.count(in: &installed, chunk: chunk) }
        if sets.present[.superseded] { sets.superseded.count(in: &missing, chunk: chunk) }
        if sets.present[.current] {
            sets.current.count(in: &missing, chunk: chunk)
            sets.current.count(in: &current, chunk: chunk)
        }
        if sets.present[.unconfigured] {
            sets.closed.unconfigured.count(in: &missing, chunk: chunk)
            sets.closed.unconfigured.count(in: &current, chunk: chunk)
        }
    }

    private mutating func judge(_ patch: Patch, _ words: borrowing ChunkWords, _ chunk: Int) {
        let decisions = snapshot.approvals.isEmpty ? nil : snapshot.approvals[patch.id]
        if decisions?.contains(where: { $0.decision == .declined }) == true {
            judgeDeclined(patch, words, chunk)
        } else if patch.classification == .security {
            words.add(to: &highlyVulnerable, chunk: chunk)
        } else {
            words.add(to: &vulnerable, chunk: chunk)
        }
    }

    private mutating func judgeDeclined(
        _ patch: Patch,
        _ words: borrowing ChunkWords,
        _ chunk: Int
    ) {
        var devices = Bitmap(count: snapshot.devices.slotCount)
        words.add(to: &devices, chunk: chunk)
        devices.forEachSlot { slot in
            guard let device = snapshot.devices[slot: slot],
                snapshot.approval(of: patch.id, on: device)?.decision != .declined
            else { return }
            if patch.classification == .security {
                highlyVulnerable.insert(slot)
            } else {
                vulnerable.insert(slot)
            }
        }
    }

    /// Lays what was tried over what was counted.
    private mutating func overlay(_ members: Bitmap?) {
        snapshot.devices.forEachDevice { device in
            guard !device.attempts.isEmpty, members?.contains(device.slot) ?? true,
                let list = device.packages
            else { return }
            let rows = snapshot.book.rows(of: list)
            for patch in device.attempts.keys {
                guard let slot = snapshot.catalogue.slot(of: patch),
                    let finding = snapshot.book.finding(of: slot, rows)
                else { continue }
                let tried = device.overlay(finding)
                tallies[Int(slot)].count(finding.state, isCurrent: finding.isCurrent, step: -1)
                tallies[Int(slot)].count(tried.state, isCurrent: tried.isCurrent, step: 1)
            }
        }
    }

    /// What a device of a slot lacks, in one word, as if everything were fresh.
    func health(_ slot: UInt32) -> Health {
        if highlyVulnerable.contains(slot) { return .highlyVulnerable }
        if vulnerable.contains(slot) { return .vulnerable }
        return opaque.contains(slot) ? .unknown : .healthy
    }
}
