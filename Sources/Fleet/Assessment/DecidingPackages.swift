// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Versioning

/// The packages of an inventory that decide what is missing.
///
/// All of them, but of packages that rpm keeps side by side (kernels) only the newest version. An
/// older kernel beside a fixed one is not a missing patch; that the machine still runs it is a
/// needed restart. dpkg gives each kernel a name of its own, so nothing is left out there.
package enum DecidingPackages {
    /// Divides an inventory.
    package static func split(
        _ inventory: Inventory
    ) -> (deciding: [InstalledPackage], others: [InstalledPackage]) {
        split(inventory.packages, of: Stream(rawValue: inventory.stream)) { $0 }
    }

    /// Divides the packages of a machine, whatever stands for them.
    package static func split<Number>(
        _ numbers: [Number],
        of stream: Stream,
        _ package: (Number) -> InstalledPackage
    ) -> (deciding: [Number], others: [Number]) {
        guard stream.versionScheme == .rpm else { return (numbers, []) }
        var newest: [Key: Int] = [:]
        newest.reserveCapacity(numbers.count)
        var others: [Number] = []
        var isDeciding = [Bool](repeating: true, count: numbers.count)
        for (index, number) in numbers.enumerated() {
            let installed = package(number)
            let key = Key(
                name: installed.name ?? installed.source,
                architecture: installed.architecture
            )
            guard let known = newest[key] else {
                newest[key] = index
                continue
            }
            let order = VersionScheme.rpm.compare(
                package(numbers[known]).version,
                installed.version
            )
            let loser = order == .ascending ? known : index
            if order == .ascending { newest[key] = index }
            isDeciding[loser] = false
            others.append(numbers[loser])
        }
        if others.isEmpty { return (numbers, []) }
        return (numbers.indices.filter { isDeciding[$0] }.map { numbers[$0] }, others)
    }

    private struct Key: Hashable {
        let name: String
        let architecture: String?
    }
}
