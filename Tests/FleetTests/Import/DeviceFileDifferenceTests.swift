// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Testing

/// The scanner against a plain reading of the same text by Foundation.
@Suite struct DeviceFileDifferenceTests {
    typealias Device = DeviceFileScannerTests.Device

    private struct NotADevice: Error {}

    /// Devices of chance that share most of their rows.
    private static func file(_ dice: inout SplitMix64) -> DeviceFileValue {
        let streams = ["debian:12", "ubuntu:24.04", "almalinux:9", "windows:W 11", "macos:15"]
        let fleet = (0..<(1 + dice.below(3))).map { _ in dice.pick(streams) }
        let pools = Dictionary(
            uniqueKeysWithValues: Set(fleet).map { stream in
                (stream, (0..<20).map { _ in row(stream, &dice) })
            }
        )
        let devices = (0..<dice.below(8)).map { index in
            let stream = dice.pick(fleet)
            let rows = (0..<dice.below(50)).map { _ in dice.pick(pools[stream] ?? []) }
            var members: [(String, DeviceFileValue)] = [
                ("name", .text("device \(index) \(text(&dice))")), ("stream", .text(stream)),
                ("packages", .list(rows)),
            ]
            if dice.below(4) == 0 { members.append(("arch", optional("arm64", &dice))) }
            if dice.below(4) == 0 { members.append(("note", .members([("packages", .list([]))]))) }
            if dice.below(4) == 0 {
                let repository = DeviceFileValue.members([
                    ("origin", .text(text(&dice))), ("codename", optional("bookworm", &dice)),
                ])
                members.append(("repositories", dice.pick([.word("null"), .list([repository])])))
            }
            return DeviceFileValue.members(members)
        }
        return .members([("made", .word("1e3")), ("devices", .list(devices))])
    }

    private static func row(_ stream: String, _ dice: inout SplitMix64) -> DeviceFileValue {
        let number = 1_000_000 + dice.below(30)
        var members: [(String, DeviceFileValue)] = []
        switch stream {
        case "windows:W 11":
            members = [
                ("kb", dice.pick([.word("\(number)"), .text("\(number)"), .text("KB\(number)")]))
            ]
        case "almalinux:9":
            members = [("name", .text("n" + text(&dice))), ("evr", .text("1:\(number)"))]
            if dice.below(3) == 0 { members.append(("source", optional("s", &dice))) }
        default:
            members = [("version", .text("1.\(number)~\(text(&dice))"))]
            let named: [(String, DeviceFileValue)] = [("name", .text("n" + text(&dice)))]
            let sourced: [(String, DeviceFileValue)] = [("source", .text("s" + text(&dice)))]
            members += dice.pick([named, sourced, sourced, named + sourced])
            if dice.below(4) == 0 { members.append(("source_version", optional("7", &dice))) }
        }
        if dice.below(3) == 0 {
            members.append(("arch", optional(dice.pick(["all", "noarch", "i386"]), &dice)))
        }
        if dice.below(4) == 0 {
            members.append(("hold", .word(dice.pick(["true", "false", "null"]))))
        }
        if dice.below(4) == 0 { members.append(("x", .list([.members([]), .text("}]")]))) }
        return .members(members)
    }

    private static func text(_ dice: inout SplitMix64) -> String {
        let parts = [
            "a", "lib", "-", "1", "+", "}", "{", ",", "\"", "\\", "é", "€", "😀", "long-name",
        ]
        return (0..<dice.below(4)).map { _ in dice.pick(parts) }.joined()
    }

    private static func optional(_ text: String, _ dice: inout SplitMix64) -> DeviceFileValue {
        dice.pick([.text(text), .text(text), .word("null")])
    }

    /// What Foundation makes of a file; throws where a rule is broken, without saying which.
    private static func plain(_ text: String) throws -> [Device] {
        let file = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        guard let entries = file?["devices"] as? [[String: Any]] else { throw NotADevice() }
        return try entries.map { entry in
            guard let name = entry["name"] as? String, let stream = entry["stream"] as? String,
                let rows = entry["packages"] as? [[String: Any]]
            else { throw NotADevice() }
            let packages = try rows.map { try package($0, stream) }
            let natives = packages.compactMap(\.architecture).filter {
                $0 != "all" && $0 != "noarch"
            }
            let isDeb = stream.hasPrefix("debian:") || stream.hasPrefix("ubuntu:")
            let architecture = entry["arch"] as? String ?? natives.first
            let repositories = (entry["repositories"] as? [[String: Any]])?.map { repository in
                Repository(
                    origin: repository["origin"] as? String ?? "",
                    label: "",
                    suite: "",
                    codename: repository["codename"] as? String ?? "",
                    component: ""
                )
            }
            let profile = InventoryProfile(
                stream: stream,
                architecture: architecture ?? (isDeb ? "amd64" : "x86_64"),
                repositories: repositories
            )
            return Device(name: name, profile: profile, packages: packages)
        }
    }

    private static func package(_ row: [String: Any], _ stream: String) throws -> InstalledPackage {
        let name = row["name"] as? String
        let source = row["source"] as? String
        if stream.hasPrefix("windows:") {
            let kb = (row["kb"] as? String) ?? (row["kb"] as? Int).map { "\($0)" } ?? ""
            let article = kb.hasPrefix("KB") ? kb : "KB" + kb
            return InstalledPackage(name: article, architecture: nil, version: "", source: article)
        }
        let isRPM = stream.hasPrefix("almalinux:")
        let isDeb = !isRPM && !stream.hasPrefix("macos:")
        guard let version = row[isRPM ? "evr" : "version"] as? String, let source = source ?? name
        else { throw NotADevice() }
        return InstalledPackage(
            name: name,
            architecture: row["arch"] as? String,
            version: version,
            source: source,
            sourceVersion: isDeb ? row["source_version"] as? String : nil,
            isHeld: row["hold"] as? Bool ?? false
        )
    }

    @Test("files of chance in any layout are read as Foundation reads them", arguments: 0..<12)
    func agrees(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        var table = PackageTable()
        for _ in 0..<4 {
            let file = Self.file(&dice)
            let text = DeviceFileLayout(&dice).written(file, &dice)
            let expected = try Self.plain(text)
            #expect(try DeviceFileScannerTests.read(text) == expected, "seed \(seed): \(text)")
            // With the numbers of the files before, and in another layout.
            let again = DeviceFileLayout(&dice).written(file, &dice)
            let found = try DeviceFileScannerTests.read(again, into: &table)
            #expect(found == expected, "seed \(seed): \(again)")
        }
        #expect(Set(table.packages).count == table.count)
    }

    @Test("a file with a broken byte is refused, or read as Foundation reads it", arguments: 0..<10)
    func agreesOnBrokenFiles(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed &+ 500)
        var refusals = 0
        for _ in 0..<20 {
            var bytes = Array(DeviceFileLayout(&dice).written(Self.file(&dice), &dice).utf8)
            let noise = Array("\"\\{}[]:,01e.-tnKB \u{1}".utf8) + [0x80, 0xC3, 0xFF]
            for _ in 0...dice.below(2) { bytes[dice.below(bytes.count)] = dice.pick(noise) }
            let text = String(decoding: bytes, as: UTF8.self)
            var table = PackageTable()
            var devices: [Device] = []
            do {
                try DeviceFileScanner.scan(bytes, into: &table) { device, table in
                    let packages = device.packages.map { table.packages[Int($0)] }
                    devices.append(
                        Device(name: device.name, profile: device.profile, packages: packages)
                    )
                }
            } catch let error as DomainError {
                #expect(error == DomainError(.inventoryMalformed))
                refusals += 1
                continue
            }
            #expect(try Self.plain(text) == devices, "seed \(seed): \(text)")
        }
        #expect(refusals > 0)
    }

    @Test("a file that is cut at any byte is refused", arguments: 0..<6)
    func refusesTruncation(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed &+ 900)
        let text = DeviceFileLayout(&dice).written(Self.file(&dice), &dice)
        let bytes = Array(text.utf8)
        // A cut through space behind the last brace leaves the file whole: there is none.
        #expect(bytes.last == UInt8(ascii: "}"))
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 300)) {
            var table = PackageTable()
            #expect(throws: DomainError(.inventoryMalformed), "seed \(seed), \(count): \(text)") {
                try DeviceFileScanner.scan(bytes[..<count], into: &table) { _, _ in }
            }
        }
    }
}
