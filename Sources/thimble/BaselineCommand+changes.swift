// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// What the commands that change one baseline have in common.
struct BaselineOptions: ParsableArguments {
    @OptionGroup var folder: DataOption

    @Argument(help: "The baseline's name, number or identity.")
    var baseline: String

    @Flag(help: "Print one line of JSON.")
    var json = false

    /// Opens the folder and finds the baseline.
    func open(needsIndex: Bool) async throws -> (access: LocalAccess, found: Baseline) {
        let access = try await folder.open(needsIndex: needsIndex)
        let service = access.services.baselines
        return (access, try await service.baseline(named: baseline, by: access.principal))
    }

    /// Lets a baseline take part in compliance runs, or no longer.
    func setActive(_ isActive: Bool) async throws {
        let (access, found) = try await open(needsIndex: false)
        let changed = try await access.services.baselines.setActive(
            isActive,
            found.id,
            by: access.principal
        )
        try BaselineLine(changed).print(json: json)
    }

    /// Changes which patches a baseline has, and prints it.
    func change(
        _ patches: [String],
        _ change: (
            BaselineService, [Patch.Identity], Baseline.Identity, Principal
        ) async throws -> Baseline
    ) async throws {
        let (access, found) = try await open(needsIndex: true)
        let named = PolicyArguments(
            view: try access.services.assessment.view(by: access.principal)
        )
        let changed = try await change(
            access.services.baselines,
            try named.patches(patches).map(\.id),
            found.id,
            access.principal
        )
        try BaselineLine(changed).print(json: json)
    }
}

extension BaselineCommand {
    /// `thimble baseline activate`.
    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a baseline take part in compliance runs.",
            discussion: "Example: thimble baseline activate --data /var/lib/thimble 'Critical 2026'"
        )

        @OptionGroup var options: BaselineOptions

        func run() async throws { try await options.setActive(true) }
    }

    /// `thimble baseline deactivate`.
    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a baseline out of compliance runs.",
            discussion: "Example: thimble baseline deactivate --data /var/lib/thimble 3"
        )

        @OptionGroup var options: BaselineOptions

        func run() async throws { try await options.setActive(false) }
    }

    /// `thimble baseline add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add patches to a baseline that has no rules.",
            discussion: "Example: thimble baseline add --data /var/lib/thimble March DSA-5764-1"
        )

        @OptionGroup var options: BaselineOptions

        @Argument(help: "Patches: numbers, names, advisories, or queries in quotes.")
        var patches: [String]

        func run() async throws {
            try await options.change(patches) { service, patches, baseline, principal in
                try await service.add(patches, to: baseline, by: principal)
            }
        }
    }

    /// `thimble baseline remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take patches out of a baseline that has no rules.",
            discussion: "Example: thimble baseline remove --data /var/lib/thimble March DSA-5764-1"
        )

        @OptionGroup var options: BaselineOptions

        @Argument(help: "Patches: numbers, names, advisories, or queries in quotes.")
        var patches: [String]

        func run() async throws {
            try await options.change(patches) { service, patches, baseline, principal in
                try await service.remove(patches, from: baseline, by: principal)
            }
        }
    }

    /// `thimble baseline delete`.
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a baseline, from the compliances that have it as well.",
            discussion: "Example: thimble baseline delete --data /var/lib/thimble March"
        )

        @OptionGroup var options: BaselineOptions

        func run() async throws {
            let (access, found) = try await options.open(needsIndex: false)
            try await access.services.baselines.delete(found.id, by: access.principal)
            if options.json {
                try Output.json(["deleted": found.id.description])
            } else {
                print("deleted: \(PlainText.line(found.name))")
            }
        }
    }
}

/// A baseline for machines.
struct BaselineLine: Encodable {
    let id: String
    let number: Int64
    let name: String
    let summary: String
    let isActive: Bool
    let rules: [BaselineRule]?
    let patches: [String]?
    let createdBy: String
    let createdAt: String
    let updatedBy: String
    let updatedAt: String

    init(_ baseline: Baseline) {
        id = baseline.id.description
        number = baseline.number
        name = baseline.name
        summary = baseline.summary
        isActive = baseline.isActive
        switch baseline.content {
        case .patches(let chosen):
            patches = chosen.sorted().map(\.description)
            rules = nil
        case .rules(let chosen):
            rules = chosen
            patches = nil
        }
        createdBy = baseline.createdBy
        createdAt = baseline.createdAt.iso
        updatedBy = baseline.updatedBy
        updatedAt = baseline.updatedAt.iso
    }

    /// Writes it for machines, or in few words for people.
    func print(json: Bool) throws {
        if json { return try Output.json(self) }
        let content = rules.map { "\($0.count) rules" } ?? "\(patches?.count ?? 0) patches"
        Swift.print(
            "baseline \(number) \(PlainText.line(name)): \(content), "
                + (isActive ? "active" : "not active")
        )
    }
}

/// A patch of a baseline for machines.
struct BaselinePatchLine: Encodable {
    let id: String
    let number: Int64
    let source: String
    let version: String
    let stream: String
    let title: String
    let category: String
    let severity: String
    let cves: [String]

    init(_ patch: Patch) {
        id = patch.id.description
        number = patch.number
        source = patch.source
        version = patch.version
        stream = patch.stream.rawValue
        title = patch.title
        category = patch.category
        severity = "\(patch.severity)"
        cves = patch.cves
    }
}
