// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble overview`: the state of the fleet, or of one device, on one screen.
struct Overview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is missing, the most pressing first.",
        discussion: "Example: thimble overview --data /var/lib/thimble --device web-1"
    )

    @OptionGroup var folder: DataOption

    @Option(help: "Only this device: its name, number or identity.")
    var device: String?

    func run() async throws {
        let access = try await folder.open(needsIndex: true)
        let view = try access.services.assessment.view(by: access.principal)
        let devices = try device.map { [try view.device($0)] } ?? view.devices()
        print(OverviewText(view, devices: devices).text)
    }
}
