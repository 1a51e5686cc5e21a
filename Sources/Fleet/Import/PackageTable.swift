// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// Numbers for installed packages: the same row has the same number on every machine.
///
/// Numbers begin with 0 and have no gaps. Rows are the same if all their members are; texts are
/// compared as Swift compares them. The hash is keyed anew in each process, because the texts come
/// from the machines.
package struct PackageTable: Sendable {
    /// The packages by number.
    package private(set) var packages: [InstalledPackage] = []
    /// By number, whether the package is built for one architecture and says which.
    private var nativeFlags: [Bool] = []
    private var nativeCount = 0
    /// The number and 1 in the lower half, the hash in the upper half; 0 where a slot is free.
    private var slots: [UInt64] = []
    private var usedCount = 0
    /// The numbers of rows that were asked for by their parts.
    private var pairs = PackagePairs()

    /// Makes an empty table.
    package init() {}

    /// How many numbers are taken.
    package var count: Int { packages.count }

    /// The number of a package, which is a new one if it has none yet.
    package mutating func number(of package: InstalledPackage) -> UInt32 {
        let hash = Self.hash(package)
        if let number = find(package, hash) { return number }
        return insert(package, hash)
    }

    /// Adds the numbers of packages of which source and version are all that is known.
    ///
    /// Each is that of ``number(of:)`` for a row with these two members. A row is made only for what
    /// was not asked for before, so that known packages take a few dozen nanoseconds each.
    package mutating func append(
        numbersOf packages: [(source: String, version: String)],
        to numbers: inout [UInt32]
    ) {
        for (source, version) in packages {
            numbers.append(pairs.number(source: source, version: version) ?? keep(source, version))
        }
    }

    /// The number of a package; `nil` if it has none.
    package func existingNumber(of package: InstalledPackage) -> UInt32? {
        find(package, Self.hash(package))
    }

    /// Takes a package from storage under the next number.
    ///
    /// A row that is there already takes a number all the same, and keeps its first one when asked.
    @discardableResult
    package mutating func append(_ package: InstalledPackage) -> UInt32 {
        let hash = Self.hash(package)
        guard find(package, hash) != nil else { return insert(package, hash) }
        return add(package)
    }

    /// Makes room for as many packages in all.
    package mutating func reserve(_ count: Int) {
        packages.reserveCapacity(count)
        nativeFlags.reserveCapacity(count)
        var capacity = max(slots.count, 16)
        while capacity < count * 2 { capacity *= 2 }
        if capacity > slots.count { rebuild(capacity) }
    }

    /// The first architecture among packages, in their order, that is not `all` or `noarch`.
    package func nativeArchitecture(of numbers: [UInt32]) -> String? {
        guard nativeCount > 0, let number = numbers.first(where: { nativeFlags[Int($0)] }) else {
            return nil
        }
        return packages[Int(number)].architecture
    }

    /// The number of a package that was not asked for by its parts before.
    private mutating func keep(_ source: String, _ version: String) -> UInt32 {
        let number = number(
            of: InstalledPackage(
                name: nil,
                architecture: nil,
                version: version,
                source: source
            )
        )
        pairs.keep(source: source, version: version, number: number)
        return number
    }

    private func find(_ package: InstalledPackage, _ hash: UInt32) -> UInt32? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index] != 0 {
            let slot = slots[index]
            if UInt32(truncatingIfNeeded: slot >> 32) == hash {
                let number = UInt32(truncatingIfNeeded: slot) - 1
                if packages[Int(number)] == package { return number }
            }
            index = (index + 1) & mask
        }
        return nil
    }

    private mutating func insert(_ package: InstalledPackage, _ hash: UInt32) -> UInt32 {
        let number = add(package)
        if (usedCount + 1) * 2 > slots.count { rebuild(max(16, slots.count * 2)) }
        place(UInt64(hash) << 32 | UInt64(number) + 1)
        usedCount += 1
        return number
    }

    private mutating func add(_ package: InstalledPackage) -> UInt32 {
        let isNative =
            package.architecture.map { !$0.isEmpty && $0 != "all" && $0 != "noarch" } ?? false
        packages.append(package)
        nativeFlags.append(isNative)
        if isNative { nativeCount += 1 }
        return UInt32(packages.count - 1)
    }

    private mutating func place(_ slot: UInt64) {
        let mask = slots.count - 1
        var index = Int(slot >> 32) & mask
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func rebuild(_ capacity: Int) {
        let old = slots
        slots = Array(repeating: 0, count: capacity)
        for slot in old where slot != 0 { place(slot) }
    }

    private static func hash(_ package: InstalledPackage) -> UInt32 {
        UInt32(truncatingIfNeeded: package.hashValue)
    }
}
