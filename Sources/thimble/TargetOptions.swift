// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Services

/// The devices that a command is about, as options.
struct TargetOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Devices by name, number or identity.", valueName: "device")
    )
    var devices: [String] = []

    @Option(help: "The devices of a group; may be given several times.")
    var group: [String] = []

    @Option(help: "The devices of a customer or site; may be given several times.")
    var site: [String] = []

    @Option(help: "The devices that a query accepts, looked up anew for each run.")
    var targetQuery: String?

    @Flag(help: "All devices.")
    var everything = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Devices that are left out.", valueName: "device")
    )
    var exceptDevices: [String] = []

    @Option(help: "A group whose devices are left out; may be given several times.")
    var exceptGroup: [String] = []

    /// Whether none of the options that name devices was given.
    var isEmpty: Bool {
        devices.isEmpty && group.isEmpty && site.isEmpty && targetQuery == nil && !everything
    }

    /// Refuses options that name no device.
    func validateChoice() throws {
        guard isEmpty else { return }
        throw ValidationError(
            "name the devices: --devices, --group, --site, --target-query or --everything"
        )
    }

    /// The targets; throws where something that is named does not exist.
    func targets(_ view: FleetView) throws -> DeploymentTargets {
        let arguments = PolicyArguments(view: view)
        var targets = DeploymentTargets()
        targets.isEverything = everything
        targets.devices = try devices.map { try view.device($0).device.id }
        targets.groups = try group.map { try arguments.group($0).id }
        targets.sites = try site.map { name in
            let found = view.snapshot.tenants.first {
                view.scope.contains($0.path) && ($0.name == name || $0.id.description == name)
            }
            guard let found else { throw DomainError(.siteNotFound, subject: name) }
            return found.id
        }
        targets.query = targetQuery
        targets.excludedDevices = try exceptDevices.map { try view.device($0).device.id }
        targets.excludedGroups = try exceptGroup.map { try arguments.group($0).id }
        return targets
    }
}
