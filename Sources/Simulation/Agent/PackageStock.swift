// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// The packages that many machines have alike; each holds what differs, in ``PackageStock``.
package final class StockTemplate: Sendable {
    /// The release, for example `debian:12`.
    package let stream: String
    /// The native package architecture.
    package let architecture: String
    /// The packages.
    package let rows: [InstalledPackage]
    /// The repositories; `nil` where unknown.
    package let repositories: [Repository]?
    /// Whether a version is at least another.
    package let isAtLeast: @Sendable (String, String) -> Bool
    private let places: [String: [Int]]

    /// Makes a template.
    package init(
        stream: String,
        architecture: String,
        rows: [InstalledPackage],
        repositories: [Repository]?,
        isAtLeast: @escaping @Sendable (String, String) -> Bool
    ) {
        self.stream = stream
        self.architecture = architecture
        self.rows = rows
        self.repositories = repositories
        self.isAtLeast = isAtLeast
        var places: [String: [Int]] = [:]
        for (place, row) in rows.enumerated() { places[row.name ?? "", default: []].append(place) }
        self.places = places
    }

    /// Where a package stands; one without an architecture matches any.
    func place(of name: String, _ architecture: String) -> Int? {
        places[name]?.first { place in
            rows[place].architecture.map { $0 == architecture } ?? true
        }
    }
}

/// What is installed on one simulated machine.
package struct PackageStock: Sendable {
    /// What it is compared with.
    package let template: StockTemplate
    /// The versions that differ from the template's, by place.
    package var versions: [Int: String] = [:]
    /// The template's packages that are not installed, by place.
    package var absent: Set<Int> = []

    /// Makes a machine that has exactly the template's packages.
    package init(_ template: StockTemplate) { self.template = template }

    /// The installed version of a package; `nil` where it is not installed.
    package func version(of name: String, _ architecture: String) -> String? {
        guard let place = template.place(of: name, architecture), !absent.contains(place) else {
            return nil
        }
        return versions[place] ?? template.rows[place].version
    }

    /// Brings an installed package to a version; one that is not installed stays so.
    package mutating func set(_ package: TargetPackage) {
        guard let place = template.place(of: package.name, package.architecture),
            !absent.contains(place)
        else { return }
        let isPlain = template.rows[place].version == package.version
        versions[place] = isPlain ? nil : package.version
    }

    /// The packages of a list as they are installed.
    package func present(_ packages: [TargetPackage]) -> [TargetPackage] {
        packages.compactMap { package in
            version(of: package.name, package.architecture).map {
                TargetPackage(
                    name: package.name,
                    architecture: package.architecture,
                    version: $0
                )
            }
        }
    }

    /// Whether every package of a list that is installed has at least the version there.
    package func hasReached(_ packages: [TargetPackage]) -> Bool {
        packages.allSatisfy { package in
            version(of: package.name, package.architecture)
                .map { template.isAtLeast($0, package.version) } ?? true
        }
    }

    /// Whether every package of a list that is installed has exactly the version there.
    package func isExactly(_ packages: [TargetPackage]) -> Bool {
        packages.allSatisfy { package in
            version(of: package.name, package.architecture).map { $0 == package.version } ?? true
        }
    }

    /// A short text that is equal for equal stocks of one template.
    package var mark: String {
        let changed = versions.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
        return (changed + absent.sorted().map { "-\($0)" }).joined(separator: ",")
    }

    /// What an agent reads on the machine.
    package var inventory: Inventory {
        var rows: [InstalledPackage] = []
        rows.reserveCapacity(template.rows.count)
        for (place, row) in template.rows.enumerated() where !absent.contains(place) {
            rows.append(versions[place].map { row.at($0) } ?? row)
        }
        return Inventory(
            stream: template.stream,
            architecture: template.architecture,
            packages: rows,
            repositories: template.repositories
        )
    }
}

extension InstalledPackage {
    /// The same package in another version.
    fileprivate func at(_ version: String) -> Self {
        var row = self
        row.version = version
        // A source version of its own usually is a part of the package's; otherwise it is dropped.
        if let source = sourceVersion {
            row.sourceVersion = self.version.hasPrefix(source) ? version.withoutRebuild : nil
        }
        if row.sourceVersion == version { row.sourceVersion = nil }
        return row
    }
}

extension String {
    /// The version without the mark of a rebuild, `+b1` (Debian Developer's Reference §5.10.2.1).
    fileprivate var withoutRebuild: String {
        guard let mark = range(of: "+b", options: .backwards),
            !self[mark.upperBound...].isEmpty, self[mark.upperBound...].allSatisfy(\.isNumber)
        else { return self }
        return String(self[..<mark.lowerBound])
    }
}
