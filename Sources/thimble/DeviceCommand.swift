// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Foundation
import Server
import Services

/// `thimble device`: devices without agents.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Import devices without agents.",
        subcommands: [Import.self]
    )

    /// `thimble device import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add devices from a JSON file, or replace their inventories.",
            discussion: """
                The file holds {"devices": [{"name": "web-1", "stream": "debian:12", "packages": \
                [{"source": "openssl", "version": "3.0.15-1~deb12u1"}]}]}; a package may also \
                carry "name" and "arch" of the binary package, then "version" is that package's. \
                Rows of rpm packages are {"name", "arch", "evr"}, those of Windows {"kb"} with a \
                stream windows:PRODUCT, those of macOS {"name", "version"} with macos:15. \
                `-` reads standard input.

                Example: thimble device import --data /var/lib/thimble fleet.json
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The file, or - for standard input.", completion: .file())
        var file: String

        @Flag(help: "Print one line of JSON.")
        var json = false

        func run() async throws {
            let fleet = try DeviceFile(parsing: try Self.bytes(file)).fleet
            let access = try await folder.open(needsIndex: false)
            let counts = try await access.services.devices.importDevices(
                fleet,
                by: access.principal
            )
            if json {
                try Output.json(["added": counts.added, "updated": counts.updated])
            } else {
                print("devices: \(counts.added) added, \(counts.updated) updated")
            }
        }

        private static func bytes(_ file: String) throws -> Data {
            if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
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
}
