// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// The distinct packages of the fleet by number, and what the catalogue says of each.
///
/// A *row* is a package in a profile: the unit that the postings count devices by. Each profile has
/// one more row, without a package, that all its devices are in. Numbers of packages and profiles
/// are the database's; numbers of rows are this index's own.
package struct RowBook: Sendable {
    /// A package in a profile, with where its contributions stand.
    struct Row: Sendable {
        let profile: UInt32
        /// The package's number; `UInt32.max` for the row of the profile itself.
        let package: UInt32
        /// Where its contributions begin in ``RowBook/contributions``.
        var start: UInt32
        var count: UInt32

        /// Whether there is a package.
        var hasPackage: Bool { package != .max }
    }

    private(set) var packages = SharedArray<InstalledPackage>()
    private(set) var profiles: [ProfileRows] = []
    private(set) var rows = SharedArray<Row>()
    /// What the rows say, row by row; what was judged anew stands at the end again.
    private(set) var contributions = SharedArray<Contribution>()
    /// The version that each contribution's patch brings.
    private(set) var fixed = SharedArray<String>()
    /// The rows that say something about a patch, by its slot.
    private(set) var byPatch = SharedArray<PatchRows>()
    private(set) var catalogue: Catalogue
    private(set) var names = RowNames()

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        byPatch.grow(to: catalogue.count, repeating: PatchRows())
    }

    /// Takes in new packages and profiles, in the order of their numbers.
    mutating func add(profiles new: [InventoryProfile], packages: [InstalledPackage]) {
        for profile in new { profiles.append(ProfileRows(profile, catalogue)) }
        for package in packages { self.packages.append(package) }
    }

    /// The rows of an inventory, ascending; new ones are judged and added.
    mutating func addRows(of list: PackageList) -> [UInt32] {
        let profile = list.profile
        if profiles[Int(profile)].ownRow == nil { addRow(profile, .max) }
        let known = profiles[Int(profile)].packageRows
        let packages = list.deciding
        let isComplete = packages.allSatisfy { package in
            package < known.count && known[Int(package)] != .max
        }
        if !isComplete {
            for package in packages where profiles[Int(profile)].row(of: package) == nil {
                addRow(profile, package)
            }
        }
        return rows(of: list)
    }

    /// Adds the rows of many inventories, so that their order is that of the packages' numbers.
    mutating func addRows(ofAll lists: some Sequence<PackageList>) {
        var used = profiles.map { _ in Bitmap(count: packages.count) }
        var met = profiles.map { _ in false }
        for list in lists {
            met[Int(list.profile)] = true
            for package in list.deciding { used[Int(list.profile)].insert(package) }
        }
        // A machine without any package may still miss what its product as such misses.
        for (profile, packages) in used.enumerated() where met[profile] {
            if profiles[profile].ownRow == nil { addRow(UInt32(profile), .max) }
            packages.forEachSlot { package in
                if profiles[profile].row(of: package) == nil { addRow(UInt32(profile), package) }
            }
        }
    }

    /// The rows of an inventory that was taken in, ascending.
    func rows(of list: PackageList) -> [UInt32] {
        let index = Int(list.profile)
        var numbers = list.deciding
        let known = profiles[index].packageRows
        for place in numbers.indices { numbers[place] = known[Int(numbers[place])] }
        if let row = profiles[index].ownRow { numbers.insert(row, at: 0) }
        // Most often they ascend as the packages do; sorting is several times dearer than a look.
        var ascends = true
        for place in 1..<max(1, numbers.count) where numbers[place - 1] > numbers[place] {
            ascends = false
        }
        if !ascends { numbers.sort() }
        return numbers
    }

    private mutating func addRow(_ profile: UInt32, _ package: UInt32) {
        let number = UInt32(rows.count)
        profiles[Int(profile)].setRow(number, of: package)
        if package != .max { names.add(number, of: packages[Int(package)]) }
        rows.append(Row(profile: profile, package: package, start: 0, count: 0))
        judge(number)
    }

    /// Notes what the catalogue says of a row.
    private mutating func judge(_ number: UInt32) {
        let row = rows[Int(number)]
        let verdicts = profiles[Int(row.profile)].verdicts
        let verdict =
            row.hasPackage ? verdicts.of(packages[Int(row.package)]) : verdicts.ofProfile()
        rows[Int(number)].start = UInt32(contributions.count)
        rows[Int(number)].count = UInt32(verdict.contributions.count)
        for (contribution, version) in zip(verdict.contributions, verdict.fixed) {
            contributions.append(contribution)
            fixed.append(version)
            byPatch[Int(contribution.patch)].add(number, contribution.flags)
        }
    }

    /// Judges everything anew by another catalogue.
    mutating func rejudge(by catalogue: Catalogue) {
        self.catalogue = catalogue
        staleCount = 0
        contributions = SharedArray()
        fixed = SharedArray()
        byPatch = SharedArray(repeating: PatchRows(), count: catalogue.count)
        for index in profiles.indices { profiles[index].judge(by: catalogue) }
        for number in 0..<UInt32(rows.count) { judge(number) }
    }

    /// Judges anew what a changed catalogue may judge otherwise, where it has the same slots.
    mutating func rejudge(by catalogue: Catalogue, changed: [Patch]) {
        let concerned = concerned(by: changed, self.catalogue, catalogue)
        let garbage = concerned.reduce(0) { $0 + Int(rows[Int($1)].count) }
        guard garbage + staleCount < max(10_000, contributions.count / 2) else {
            return rejudge(by: catalogue)
        }
        staleCount += garbage
        self.catalogue = catalogue
        byPatch.grow(to: catalogue.count, repeating: PatchRows())
        for index in profiles.indices { profiles[index].judge(by: catalogue) }
        for number in concerned {
            let row = rows[Int(number)]
            for index in row.start..<row.start + row.count {
                byPatch[Int(contributions[Int(index)].patch)].remove(number)
            }
            judge(number)
        }
    }

    /// How many contributions stand where no row refers to any more.
    private var staleCount = 0

    /// The rows that some patches may say anything about, ascending.
    private func concerned(
        by patches: [Patch],
        _ former: Catalogue,
        _ next: Catalogue
    ) -> [UInt32] {
        var found: Set<UInt32> = []
        for patch in patches {
            let spoken = [former, next].compactMap { $0.rules[patch.stream]?.names(of: patch) }
            for name in Set(spoken.joined()) { found.formUnion(names[name]) }
        }
        // Where patches replace each other by name, a chain may pass through other products.
        let isWindows = patches.contains(where: \.stream.isOrderedBySupersedence)
        let whole = Set(
            profiles.map(\.verdicts.profile.stream).filter {
                isWindows && $0.isOrderedBySupersedence
            }
        )
        // A first feed of a release says something of its devices as such.
        let fresh = Set(
            patches.map(\.stream).filter { stream in
                profiles.contains { $0.verdicts.profile.stream == stream && !$0.verdicts.isCovered }
            }
        )
        let streams = whole.union(fresh)
        guard !streams.isEmpty else { return found.sorted() }
        for number in 0..<rows.count
        where streams.contains(profiles[Int(rows[number].profile)].verdicts.profile.stream) {
            found.insert(UInt32(number))
        }
        return found.sorted()
    }
}
