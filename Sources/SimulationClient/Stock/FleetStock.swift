// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Simulation
import Versioning

/// What the machines of a fleet have installed: a few templates, and what each lacks of them.
package struct FleetStock: Sendable {
    /// One template with what there was before.
    private struct Model: Sendable {
        let template: StockTemplate
        /// The places of the packages of each source, which are always at one version.
        let sources: [[Int]]
        /// What a package may have been before, by place; `nil` where that is not known.
        let former: [String?]
    }

    /// The most templates that are kept; each costs memory.
    package static let templatesMax = 256

    /// Sources without which there is no Debian.
    private static let essential: Set<String> = [
        "apt", "base-files", "bash", "coreutils", "dpkg", "glibc", "perl", "tar",
    ]

    private var models: [Model] = []

    /// Makes a stock with no template.
    package init() {}

    /// The stock of Debian 12 machines.
    package static var debian: FleetStock {
        var stock = FleetStock()
        stock.add(stream: "debian:12", architecture: "amd64", packages: DebianFleet.packages)
        return stock
    }

    /// Whether there is no template.
    package var isEmpty: Bool { models.isEmpty }

    /// Adds the `status` file of dpkg.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed``.
    package mutating func addDpkgStatus(
        _ bytes: [UInt8],
        file: String,
        stream: String,
        architecture: String
    ) throws {
        let packages = try DpkgStatusFile.packages(in: bytes, file: file)
        guard packages.contains(where: { $0.name != nil }) else {
            throw DomainError(.inventoryMalformed, subject: "\(file): it has no packages")
        }
        add(stream: stream, architecture: architecture, packages: packages)
    }

    /// Adds a machine; without repositories a Debian machine gets those of its release.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed`` where its packages have no names of
    ///   binary packages, as those of Windows: no order could be carried out.
    package mutating func add(
        _ profile: InventoryProfile,
        _ packages: [InstalledPackage],
        place: String
    ) throws {
        let family = Stream(rawValue: profile.stream).family
        guard family != "windows", family != "macos" else {
            throw DomainError(
                .inventoryMalformed,
                subject: "\(place): \(profile.stream) is not simulated"
            )
        }
        add(
            stream: profile.stream,
            architecture: profile.architecture,
            packages: packages.map { row in
                // Only a binary package can be installed; most sources have one of their name.
                var row = row
                row.name = row.name ?? row.source
                return row
            },
            repositories: profile.repositories
        )
    }

    private mutating func add(
        stream: String,
        architecture: String,
        packages: [InstalledPackage],
        repositories: [Repository]? = nil
    ) {
        guard models.count < Self.templatesMax else { return }
        let family = Stream(rawValue: stream).family
        let scheme: VersionScheme = ["debian", "ubuntu", "apt"].contains(family) ? .deb : .rpm
        let rows = packages.sorted()
        let template = StockTemplate(
            stream: stream,
            architecture: architecture,
            rows: rows,
            repositories: repositories ?? DebianFleet.repositories(of: stream),
            isAtLeast: { scheme.compare($0, $1).map { $0 != .ascending } ?? ($0 == $1) }
        )
        let former = rows.map { row in
            let older = OlderVersion.of(row.version)
            return template.isAtLeast(older, row.version) ? nil : older
        }
        var sources: [String: [Int]] = [:]
        for (place, row) in rows.enumerated() { sources[row.source, default: []].append(place) }
        let inOrder = sources.sorted { $0.key < $1.key }.map(\.value)
        models.append(Model(template: template, sources: inOrder, former: former))
    }

    /// What one machine has installed: a part of a template, some of it behind.
    ///
    /// - Returns: `nil` where there is no template.
    func stock(_ dice: inout Dice) -> PackageStock? {
        guard let model = dice.pick(models) else { return nil }
        var stock = PackageStock(model.template)
        // Some machines are well kept and some are not.
        let neglect = 0.3 * dice.fraction()
        for places in model.sources {
            let source = places.first.map { model.template.rows[$0].source } ?? ""
            if dice.happens(0.08), !Self.essential.contains(source) {
                stock.absent.formUnion(places)
            } else if dice.happens(neglect) {
                for place in places {
                    if let version = model.former[place] { stock.versions[place] = version }
                }
            }
        }
        return stock
    }
}
