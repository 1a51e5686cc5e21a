// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Query
import Server
import Services

/// Patches, devices and groups as people name them on the command line.
struct PolicyArguments {
    let view: FleetView

    /// The patches that texts name, each once, in their order.
    ///
    /// A text is a patch's number, identity, name (`openssl 3.0.15-1`) or advisory; any other is a
    /// query, and means what it accepts of the patches that concern a device.
    /// - Throws: ``DomainError/Code/patchNotFound`` for a text that names nothing.
    func patches(_ texts: [String]) throws -> [Patch] {
        var seen: Set<Patch.Identity> = []
        var found: [Patch] = []
        for text in texts {
            let named = try named(text)
            guard !named.isEmpty else { throw DomainError(.patchNotFound, subject: text) }
            found += named.filter { seen.insert($0.id).inserted }
        }
        return found
    }

    private func named(_ text: String) throws -> [Patch] {
        let catalogue = view.snapshot.catalogue
        if let number = Int64(text), let patch = catalogue.patch(number: number) { return [patch] }
        if let id = Patch.Identity(text), let patch = catalogue.patch(id) { return [patch] }
        let named = catalogue.ordered.filter { patch in
            patch.name == text || patch.advisories.contains { $0.name == text }
        }
        if !named.isEmpty { return named }
        do {
            let parser = QueryParser(SearchSchema.patches, now: view.now.milliseconds)
            return view.patches(try parser.filter(text)).map(\.patch)
        } catch {
            Output.notice(error.drawing(under: text))
            throw ExitCode(65)
        }
    }

    /// The group of a name or an identity; throws ``DomainError/Code/groupNotFound``.
    func group(_ text: String) throws -> Group {
        let groups = view.snapshot.groups
        guard
            let group = groups.first(where: { $0.name == text })
                ?? groups.first(where: { $0.id.description == text.lowercased() })
        else { throw DomainError(.groupNotFound, subject: "group \(text)") }
        return group
    }

    /// What a group is called.
    func name(of group: Group.Identity) -> String {
        view.snapshot.groups.first { $0.id == group }?.name ?? group.description
    }
}

extension Timestamp {
    /// The time as `YYYY-MM-DDThh:mm:ss.sssZ`; outside the years 1 to 9999 the milliseconds.
    var iso: String { CivilTime(milliseconds: milliseconds).text ?? "\(milliseconds)" }
}
