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
    /// Whether the only fix is the version `0`, which says that no version is affected.
    var isUnaffected = false
    /// The types of the ranges that count something else than the distribution's versions.
    var otherRanges: [String] = []
    /// The priority that Ubuntu gives it.
    var priority: Patch.Severity?
}

extension OSVPackage: Decodable {
    private enum Keys: String, CodingKey {
        case package, ranges
        case specifics = "ecosystem_specific"
    }

    private enum PackageKeys: String, CodingKey { case ecosystem, name }

    private enum SpecificKeys: String, CodingKey { case priority = "ubuntu_priority" }

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
        isUnaffected = isUnaffected && fixes.isEmpty
        if ecosystem.family == "ubuntu", container.contains(.specifics) {
            let specifics = try container.nestedContainer(
                keyedBy: SpecificKeys.self,
                forKey: .specifics
            )
            priority = try specifics.decodeIfPresent(String.self, forKey: .priority)
                .flatMap(Self.severity)
        }
    }

    /// Ubuntu's priorities (its CVE tracker, "Priorities").
    private static func severity(_ priority: String) -> Patch.Severity? {
        switch priority {
        case "negligible", "low": .low
        case "medium": .moderate
        case "high": .important
        case "critical": .critical
        default: nil
        }
    }

    private mutating func add(_ decoder: any Decoder) throws {
        let range = try decoder.container(keyedBy: OSVEvent.RangeKeys.self)
        let type = try range.nonEmptyText(.type)
        guard type == "ECOSYSTEM" else {
            otherRanges.append(type)
            return
        }
        var events = try range.nestedUnkeyedContainer(forKey: .events)
        while !events.isAtEnd {
            let place = events.currentIndex
            let event = try events.decode(OSVEvent.self)
            switch event {
            case .introduced(let version): lateStarts += version == "0" ? 0 : 1
            case .fixed("0"): isUnaffected = true
            case .fixed(let version):
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
            case .lastAffected, .limit: break
            }
        }
    }

    private func canonical(_ version: String) throws(RPMVersionText.Fault) -> String {
        switch ecosystem {
        case .rpm: return try RPMVersionText.canonical(version)
        case .deb, .ubuntuPro:
            do throws(DebianVersionError) {
                return try DebianVersion(parsing: version).text
            } catch {
                throw RPMVersionText.Fault(what: "no Debian version: \(version) (\(error))")
            }
        case .other: return version
        }
    }
}
