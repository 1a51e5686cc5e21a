// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// What the package managers above rpm have in common.
protocol RpmBackend: PackageManager {
    /// The root, and how rpm is told about it.
    var rpm: RpmConfiguration { get }

    /// Those of the installed packages whose version the administrator keeps.
    func held(among packages: [RpmPackage]) async throws -> Set<RpmPackage>

    /// The repositories that are switched on.
    func repositories() throws -> [Repository]

    /// The names of packages that count for a restart when they are newer than the machine's start.
    func packagesToRestartFor() throws -> Set<String>
}

extension RpmBackend {
    /// Everything that rpm's database holds.
    func inventory() async throws -> InventoryReading {
        let packages = try await packages()
        let held = try await held(among: packages)
        let inventory = Inventory(
            stream: try OSRelease(root: rpm.root).stream,
            architecture: try await architecture(),
            packages: packages.map { package in
                // The source's version is not told: the database knows it without its epoch.
                InstalledPackage(
                    name: package.name,
                    architecture: package.architecture,
                    version: package.version.text,
                    source: package.source,
                    isHeld: held.contains(package)
                )
            },
            repositories: try repositories()
        )
        return InventoryReading(inventory: inventory, notes: notes(on: packages))
    }

    /// Compares versions by rpm itself; of packages that stand side by side the newest counts.
    func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding] {
        let packages = try await packages()
        let held = try await held(among: packages)
        let native = try await architecture()
        var standings: [PackageStanding] = []
        var pairs: [RpmVersionOrder.Pair] = []
        for target in targets {
            guard let wanted = RpmVersion(target.version) else {
                let text = "\(target.name): no rpm version: \(target.version)"
                throw PackageManagerFailure(exitCode: nil, text: text)
            }
            let instances = packages.filter { $0.isInstance(of: target, native: native) }
            let present = try await newest(of: instances)
            pairs.append(.init(left: present?.version ?? wanted, right: wanted))
            standings.append(
                PackageStanding(
                    target: target,
                    present: present?.target,
                    isReached: false,
                    isHeld: present.map(held.contains) ?? false
                )
            )
        }
        for (index, order) in try await RpmVersionOrder.compare(pairs, rpm).enumerated()
        where standings[index].present != nil {
            standings[index].isReached = goal == .install ? order >= 0 : order == 0
        }
        return standings
    }

    /// Every installed package.
    func packages() async throws -> [RpmPackage] {
        let output = try await answer("rpm", ["-qa", "--queryformat", RpmQuery.format])
        do {
            return try RpmQuery.packages(in: output)
        } catch {
            throw PackageManagerFailure(exitCode: nil, text: error.description)
        }
    }

    /// The newest of packages of one name; `nil` where there is none.
    func newest(of packages: [RpmPackage]) async throws -> RpmPackage? {
        guard var newest = packages.first else { return nil }
        for package in packages.dropFirst()
        where try await RpmVersionOrder.compare(package.version, newest.version, rpm) > 0 {
            newest = package
        }
        return newest
    }

    /// What rpm, or a companion, answers; another exit status than 0 is a failure.
    func answer(_ program: String, _ arguments: [String]) async throws -> String {
        let result = try await Command.run(rpm.call(program, arguments))
        guard result.status == 0 else {
            let text = result.errors.trimmed.isEmpty ? result.output : result.errors
            throw PackageManagerFailure(exitCode: result.status, text: text.trimmed)
        }
        return result.output
    }

    /// The machine's own package architecture (rpm(8), macro `_arch`).
    ///
    /// The macro `_host_cpu` of an i686 machine would say what its processor can do.
    func architecture() async throws -> String {
        try await answer("rpm", ["--eval", "%{_arch}"]).trimmed
    }

    private func notes(on packages: [RpmPackage]) -> [String] {
        let names = Set(duplicates(in: packages).flatMap { $0 }.map(\.name)).sorted()
        if names.isEmpty { return [] }
        return ["more than one version is installed of \(names.joined(separator: ", "))"]
    }
}
