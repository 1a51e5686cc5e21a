// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Server
import Services
import SimulationClient

extension Simulate {
    /// What the options say of the fleet.
    func settings() throws -> SimulationSettings {
        var settings = SimulationSettings(
            server: try ServerPlace(server),
            token: enrollToken,
            count: devices,
            seed: seed
        )
        if let pin { settings.trust = try .pinned(parsing: pin) }
        if let caFile {
            guard FileManager.default.isReadableFile(atPath: caFile) else {
                throw SimulationFailure.wrongSetting("--ca-file: \(caFile) cannot be read")
            }
            settings.trust = .authorities(path: caFile)
        }
        if settings.trust != .system, !settings.server.isEncrypted {
            throw SimulationFailure.wrongSetting(
                "a certificate can be checked only where the address begins with https://"
            )
        }
        settings.faults = try SimulationSettings.faults(faults)
        settings.poll = .seconds(poll)
        settings.duration = duration.map { .seconds($0) }
        settings.settle = .seconds(settle)
        settings.concurrency = concurrency
        settings.namePrefix = namePrefix
        settings.workScale = workScale
        return settings
    }

    /// What the files say of its machines.
    func stock() throws -> FleetStock {
        if inventory.isEmpty { return .debian }
        var stock = FleetStock()
        for file in inventory {
            let bytes = try Self.bytes(file)
            // No deb822 paragraph begins with a brace.
            let first = bytes.first { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }
            guard first == UInt8(ascii: "{") else {
                try stock.addDpkgStatus(
                    Array(bytes),
                    file: file,
                    stream: stream,
                    architecture: "amd64"
                )
                continue
            }
            let fleet = try DeviceFile(parsing: bytes).fleet
            // Evenly over the file, so that a long list of one kind does not hide the others.
            let most = FleetStock.templatesMax
            let step = max(1, (fleet.devices.count + most - 1) / most)
            for place in stride(from: 0, to: fleet.devices.count, by: step) {
                let device = fleet.devices[place]
                let packages = device.packages.map { fleet.packages[Int($0)] }
                try stock.add(device.profile, packages, place: "\(file): devices[\(place)]")
            }
        }
        return stock
    }

    private static func bytes(_ file: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw DomainError(
                .inventoryMalformed,
                subject: "\(file): cannot be read",
                underlying: error
            )
        }
    }
}
