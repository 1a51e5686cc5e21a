// SPDX-License-Identifier: Apache-2.0
import Domain
import Versioning

/// One element of an OSV advisory's `affected`: a package and the versions that fix it.
struct OSVPackage: Equatable, Sendable {
    /// Whose package it is.
    var ecosystem: OSVEcosystem
    /// The package's name; empty where the element names none.
    var name: String
    /// The versions that end an affected range, in their order.
    var fixes: [String] = []
    /// How many ranges begin at a later version than the first of all.
    var lateStarts = 0
    /// Whether a range has no end: newer versions are affected as well.
    var isOpen = false
    /// Whether the only fix is the version `0`, which says that no version is affected.
    var isUnaffected = false
    /// The types of the ranges that count something else than the distribution's versions.
    var otherRanges: [String] = []
    /// What its distribution says beside the ranges.
    var specifics = OSVSpecifics()

    /// Whether it is affected in all versions from some one on, and no fix exists.
    var isUnfixed: Bool { isOpen && fixes.isEmpty }
}

extension OSVPackage: Decodable {
    private enum Keys: String, CodingKey {
        case package, ranges
        case specifics = "ecosystem_specific"
    }

    private enum PackageKeys: String, CodingKey { case ecosystem, name }

    /// Reads the element; versions are checked where the ecosystem is one that is imported.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        if container.contains(.package) {
            let package = try container.nestedContainer(
                keyedBy: PackageKeys.self,
                forKey: .package
            )
            ecosystem = OSVEcosystem(try package.nonEmptyText(.ecosystem))
            name = try package.nonEmptyText(.name)
        } else {
            ecosystem = .other("no package")
            name = ""
        }
        if container.contains(.ranges) {
            var ranges = try container.nestedUnkeyedContainer(forKey: .ranges)
            while !ranges.isAtEnd { try add(try ranges.superDecoder()) }
        }
        isUnaffected = isUnaffected && fixes.isEmpty && !isOpen
        if ["debian", "ubuntu"].contains(ecosystem.family) {
            specifics =
                try container.decodeIfPresent(OSVSpecifics.self, forKey: .specifics)
                ?? OSVSpecifics()
        }
    }

    private mutating func add(_ decoder: any Decoder) throws {
        let range = try decoder.container(keyedBy: OSVEvent.RangeKeys.self)
        let type = try range.nonEmptyText(.type)
        guard type == "ECOSYSTEM" else {
            otherRanges.append(type)
            return
        }
        var starts = 0
        var ends = 0
        var events = try range.nestedUnkeyedContainer(forKey: .events)
        while !events.isAtEnd {
            let place = events.currentIndex
            let event = try events.decode(OSVEvent.self)
            switch event {
            case .introduced(let version):
                starts += 1
                lateStarts += version == "0" ? 0 : 1
            case .fixed("0"):
                ends += 1
                isUnaffected = true
            case .fixed(let version):
                ends += 1
                do throws(RPMVersionText.Fault) {
                    let text = try canonical(version)
                    if !fixes.contains(text) { fixes.append(text) }
                } catch {
                    throw DecodingError.dataCorrupted(
                        DecodingError.Context(
                            codingPath: events.codingPath + [OSVPlace(place), OSVEvent.Keys.fixed],
                            debugDescription: error.what
                        )
                    )
                }
            case .lastAffected: ends += 1
            case .limit: break
            }
        }
        // The order of the events is of no meaning (OSV schema, "Evaluation").
        isOpen = isOpen || starts > ends
    }

    private func canonical(_ version: String) throws(RPMVersionText.Fault) -> String {
        switch ecosystem {
        case .rpm: return try RPMVersionText.canonical(version)
        case .deb, .pro:
            do throws(DebianVersionError) {
                return try DebianVersion(parsing: version).text
            } catch {
                throw RPMVersionText.Fault(what: "no Debian version: \(version) (\(error))")
            }
        case .otherPro, .other: return version
        }
    }
}
