// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Services

/// A fleet that is kept by columns: for each package one byte a device, the number of its version.
struct ColumnFleet {
    /// The byte of a device that does not have the package.
    private static let absent: UInt8 = 255
    /// How many devices are turned at a time.
    private static let blockSize = 1_024

    /// The names and the versions of the packages, and what they are installed on.
    struct Description: Decodable {
        struct Package: Decodable {
            let name: String
            let versions: [String]
        }

        let stream: String
        let devices: Int
        let packages: [Package]
    }

    /// What the columns mean.
    let description: Description
    /// Every package in every version, by number.
    let packages: [InstalledPackage]
    private let firstNumbers: [UInt32]
    private let columns: [UInt8]

    /// Reads `path` and `path`.columns.
    init(path: String) throws {
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        description = try JSONDecoder().decode(Description.self, from: text)
        columns = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".columns")))
        guard columns.count == description.devices * description.packages.count else {
            throw DomainError(.requestInvalid, subject: "\(path).columns: \(columns.count) bytes")
        }
        var firstNumbers: [UInt32] = []
        var packages: [InstalledPackage] = []
        for package in description.packages {
            firstNumbers.append(UInt32(packages.count))
            packages += package.versions.map {
                InstalledPackage(
                    name: nil,
                    architecture: nil,
                    version: $0,
                    source: package.name
                )
            }
        }
        self.firstNumbers = firstNumbers
        self.packages = packages
    }

    /// How many devices there are.
    var count: Int { description.devices }

    /// What all devices run.
    var profile: InventoryProfile {
        InventoryProfile(
            stream: description.stream,
            architecture: "amd64",
            repositories: nil
        )
    }

    /// Everything about the fleet, for an index that begins anew.
    func facts(_ catalogue: Catalogue) -> FleetFacts {
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        facts.catalogue = .whole(catalogue)
        facts.profiles = [profile]
        facts.packages = packages
        facts.devices.reserveCapacity(count)
        forEachDevice { index, numbers in
            let device = BenchDevice.make(
                index,
                name: BenchDevice.name(index),
                stream: description.stream
            )
            facts.devices.append(
                FleetFacts.DeviceFact(
                    device,
                    packages: PackageList(profile: 0, deciding: numbers)
                )
            )
        }
        return facts
    }

    /// The fleet as the import of devices takes it.
    var imported: ImportedFleet {
        var devices: [ImportedDevice] = []
        devices.reserveCapacity(count)
        let profile = profile
        forEachDevice { index, numbers in
            devices.append(
                ImportedDevice(
                    name: BenchDevice.name(index),
                    profile: profile,
                    packages: numbers
                )
            )
        }
        return ImportedFleet(packages: packages, devices: devices)
    }

    /// Calls `body` with each device's place and the numbers of its packages, ascending.
    private func forEachDevice(_ body: (Int, [UInt32]) -> Void) {
        let width = description.packages.count
        var rows = [UInt32](repeating: 0, count: Self.blockSize * width)
        for start in stride(from: 0, to: count, by: Self.blockSize) {
            let size = min(Self.blockSize, count - start)
            var lengths = [Int](repeating: 0, count: size)
            rows.withUnsafeMutableBufferPointer { rows in
                columns.withUnsafeBufferPointer { columns in
                    for (place, first) in firstNumbers.enumerated() {
                        for device in 0..<size {
                            let version = columns[place * count + start + device]
                            if version == Self.absent { continue }
                            rows[device * width + lengths[device]] = first + UInt32(version)
                            lengths[device] += 1
                        }
                    }
                }
            }
            for device in 0..<size {
                let row = device * width
                body(start + device, Array(rows[row..<row + lengths[device]]))
            }
        }
    }
}
