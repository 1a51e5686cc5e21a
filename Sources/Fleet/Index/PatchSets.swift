// SPDX-License-Identifier: Apache-2.0
import Domain

/// The devices of one chunk by what is true of one patch on them, computed from the postings alone.
///
/// The same rules as ``FindingSummary``, for 4,096 devices at a time. A law test holds the two
/// together.
struct PatchSets: ~Copyable {
    /// Devices that lack the patch, and no newer patch brings it.
    private(set) var current = ChunkWords()
    /// Devices that lack it, and a newer one brings it.
    private(set) var superseded = ChunkWords()
    /// Devices where no package is older than the patch.
    private(set) var closed = ClosedPatchSets()
    /// Which sets are not empty.
    private(set) var present = Presence()

    private var unreachable = ChunkWords()
    private var covered = ChunkWords()

    /// Sets that hold anything.
    struct Presence {
        private var bits: UInt8 = 0

        subscript(kind: PatchRows.Kind) -> Bool {
            get { bits & 1 << UInt8(kind.rawValue) != 0 }
            set { if newValue { bits |= 1 << UInt8(kind.rawValue) } }
        }
    }

    /// Becomes the sets of a patch, given the rows that speak of it.
    mutating func load(_ rows: PatchRows, _ postings: PostingsSnapshot, chunk: Int) {
        clear()
        present[.current] = rows.add(.current, postings, chunk, &current)
        present[.superseded] = rows.add(.superseded, postings, chunk, &superseded)
        present[.unreachable] = rows.add(.unreachable, postings, chunk, &unreachable)
        present[.covered] = rows.add(.covered, postings, chunk, &covered)
        closed.load(rows, postings, chunk: chunk, &present)
        settle()
    }

    /// Drops the devices that are not in a set.
    mutating func keep(_ members: Bitmap, chunk: Int) {
        current.formIntersection(members, chunk: chunk)
        superseded.formIntersection(members, chunk: chunk)
        closed.keep(members, chunk: chunk)
    }

    /// Takes the devices that lack the patch, or those that have it, out of a bitmap; says whether it
    /// has any of the chunk's devices left.
    func remove(from bitmap: inout Bitmap, chunk: Int, missing: Bool, installed: Bool) -> Bool {
        var isAnyLeft = true
        if missing {
            if present[.current] { isAnyLeft = current.remove(from: &bitmap, chunk: chunk) }
            if present[.superseded] { isAnyLeft = superseded.remove(from: &bitmap, chunk: chunk) }
            if present[.unconfigured] {
                isAnyLeft = closed.unconfigured.remove(from: &bitmap, chunk: chunk)
            }
        }
        if installed, present[.installed] {
            isAnyLeft = closed.installed.remove(from: &bitmap, chunk: chunk)
        }
        return isAnyLeft
    }

    private mutating func clear() {
        if present[.current] { current.clear() }
        if present[.superseded] { superseded.clear() }
        if present[.unreachable] { unreachable.clear() }
        if present[.covered] { covered.clear() }
        closed.clear(present)
        present = Presence()
    }

    /// Makes the sets disjoint, the stronger word first.
    private mutating func settle() {
        if present[.covered] {
            if present[.current] { current.subtract(covered) }
            if present[.superseded] { superseded.subtract(covered) }
            if present[.unreachable] { unreachable.subtract(covered) }
            closed.subtract(covered, present)
        }
        if present[.superseded], present[.current] { superseded.subtract(current) }
        if present[.current] { closed.subtract(current, present) }
        if present[.superseded] { closed.subtract(superseded, present) }
        if present[.unreachable] { closed.subtract(unreachable, present) }
        closed.settle(present)
        if present[.covered] {
            closed.add(covered)
            present[.installed] = true
        }
    }
}

/// The devices of one chunk where no package is older than a patch.
struct ClosedPatchSets: ~Copyable {
    /// Devices that have the patch.
    private(set) var installed = ChunkWords()
    /// Devices where its set-up never ended.
    private(set) var unconfigured = ChunkWords()
    /// Devices where nobody can tell.
    private(set) var opaque = ChunkWords()
    private var unfixed = ChunkWords()

    fileprivate mutating func load(
        _ rows: PatchRows,
        _ postings: PostingsSnapshot,
        chunk: Int,
        _ present: inout PatchSets.Presence
    ) {
        present[.unfixed] = rows.add(.unfixed, postings, chunk, &unfixed)
        present[.opaque] = rows.add(.opaque, postings, chunk, &opaque)
        present[.unconfigured] = rows.add(.unconfigured, postings, chunk, &unconfigured)
        present[.installed] = rows.add(.installed, postings, chunk, &installed)
    }

    fileprivate mutating func keep(_ members: Bitmap, chunk: Int) {
        installed.formIntersection(members, chunk: chunk)
        unconfigured.formIntersection(members, chunk: chunk)
        opaque.formIntersection(members, chunk: chunk)
    }

    fileprivate mutating func clear(_ present: PatchSets.Presence) {
        if present[.unfixed] { unfixed.clear() }
        if present[.opaque] { opaque.clear() }
        if present[.unconfigured] { unconfigured.clear() }
        if present[.installed] { installed.clear() }
    }

    fileprivate mutating func subtract(
        _ words: borrowing ChunkWords,
        _ present: PatchSets.Presence
    ) {
        if present[.unconfigured] { unconfigured.subtract(words) }
        if present[.unfixed] { unfixed.subtract(words) }
        if present[.opaque] { opaque.subtract(words) }
        if present[.installed] { installed.subtract(words) }
    }

    fileprivate mutating func add(_ words: borrowing ChunkWords) { installed.formUnion(words) }

    fileprivate mutating func settle(_ present: PatchSets.Presence) {
        if present[.unconfigured] {
            if present[.unfixed] { unfixed.subtract(unconfigured) }
            if present[.opaque] { opaque.subtract(unconfigured) }
            if present[.installed] { installed.subtract(unconfigured) }
        }
        if present[.unfixed] {
            if present[.opaque] { opaque.subtract(unfixed) }
            if present[.installed] { installed.subtract(unfixed) }
        }
        if present[.opaque], present[.installed] { installed.subtract(opaque) }
    }
}

extension PatchRows {
    /// Adds the devices of a chunk of which rows speak in a way; says whether there are any.
    fileprivate func add(
        _ kind: Kind,
        _ postings: PostingsSnapshot,
        _ chunk: Int,
        _ words: inout ChunkWords
    ) -> Bool {
        has(kind) && postings.add(self[kind], chunk: chunk, to: &words)
    }
}
