// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
package import Foundation
package import Services
import Versioning

/// The file of `thimble device import`: devices without agents.
package struct DeviceFile: Sendable {
    /// The devices of the file.
    package let devices: [ImportedDevice]

    private struct Content: Decodable {
        let devices: [Entry]
    }

    private struct Entry: Decodable {
        let name: String
        let stream: String
        let arch: String?
        let packages: [Row]
    }

    private struct Row: Decodable {
        let source: String?
        let name: String?
        let arch: String?
        let version: String?
        let evr: String?
        let hold: Bool?
    }

    /// Reads a file's bytes.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed`` with the place, for example
    ///   `devices[3].packages[17]`.
    package init(parsing bytes: Data) throws {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: bytes)
        } catch let error as DecodingError {
            throw DomainError(
                .inventoryMalformed,
                subject: Self.place(error),
                underlying: error
            )
        }
        devices = try content.devices.enumerated().map { index, entry in
            try Self.device(entry, place: "devices[\(index)]")
        }
        var names: Set<String> = []
        for (index, device) in devices.enumerated() where !names.insert(device.name).inserted {
            throw DomainError(
                .inventoryMalformed,
                subject: "devices[\(index)]: the name \(device.name) stands twice"
            )
        }
    }

    private static func device(_ entry: Entry, place: String) throws -> ImportedDevice {
        guard !entry.name.isEmpty else {
            throw DomainError(.inventoryMalformed, subject: "\(place).name: empty")
        }
        // Names are shown in terminals.
        let marks = entry.name.unicodeScalars.filter { $0.properties.generalCategory == .control }
        guard marks.isEmpty else {
            throw DomainError(
                .inventoryMalformed,
                subject: "\(place).name: a control character"
            )
        }
        let stream = entry.stream.split(separator: ":", maxSplits: 1)
        guard stream.count == 2, let scheme = Stream(rawValue: entry.stream).versionScheme else {
            throw DomainError(
                .inventoryMalformed,
                subject: "\(place).stream: \(entry.stream)",
                hint: "streams of deb and rpm packages are supported: debian:12, almalinux:9"
            )
        }
        let packages = try entry.packages.enumerated().map { index, row in
            let place = "\(place).packages[\(index)]"
            return scheme == .rpm
                ? try rpmPackage(row, place: place) : try package(row, place: place)
        }
        let architectures = packages.compactMap(\.architecture).filter {
            $0 != "all" && $0 != "noarch"
        }
        return ImportedDevice(
            name: entry.name,
            inventory: Inventory(
                stream: entry.stream,
                architecture: entry.arch ?? architectures.first ?? "amd64",
                packages: packages,
                repositories: nil
            )
        )
    }

    private static func package(_ row: Row, place: String) throws -> InstalledPackage {
        guard let version = row.version, !version.isEmpty else {
            throw DomainError(.inventoryMalformed, subject: "\(place).version: missing")
        }
        guard let source = row.source ?? row.name, !source.isEmpty else {
            throw DomainError(.inventoryMalformed, subject: "\(place).source: missing")
        }
        guard row.name?.isEmpty != true else {
            throw DomainError(.inventoryMalformed, subject: "\(place).name: empty")
        }
        return InstalledPackage(
            name: row.name,
            architecture: row.arch,
            version: version,
            source: source,
            isHeld: row.hold ?? false
        )
    }

    /// A row `{"name", "arch", "evr"}`: epoch, version and release in one.
    private static func rpmPackage(_ row: Row, place: String) throws -> InstalledPackage {
        guard let name = row.name, !name.isEmpty else {
            throw DomainError(.inventoryMalformed, subject: "\(place).name: missing")
        }
        guard let version = row.evr ?? row.version, !version.isEmpty else {
            throw DomainError(.inventoryMalformed, subject: "\(place).evr: missing")
        }
        return InstalledPackage(
            name: name,
            architecture: row.arch,
            version: version,
            source: row.source ?? name,
            isHeld: row.hold ?? false
        )
    }

    /// Where a document stops being what it should be.
    private static func place(_ error: DecodingError) -> String {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                context
            case .keyNotFound(let key, let context):
                DecodingError.Context(
                    codingPath: context.codingPath + [key],
                    debugDescription: "missing"
                )
            @unknown default: nil
            }
        guard let context else { return "not a device file" }
        let path = context.codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
}
