// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The fields of os-release(5).
struct OSRelease: Sendable, Equatable {
    /// The fields by name, unquoted.
    let fields: [String: String]

    /// Reads `etc/os-release`, else `usr/lib/os-release`, of a root folder (empty: the machine).
    ///
    /// - Throws: ``AgentFailure/damagedState(path:reason:)`` when neither is there.
    init(root: String) throws {
        for path in ["/etc/os-release", "/usr/lib/os-release"] {
            if let bytes = try DurableFile.read(root + path) {
                self.init(text: String(decoding: bytes, as: UTF8.self))
                return
            }
        }
        let path = root + "/etc/os-release"
        throw AgentFailure.damagedState(path: path, reason: "it is missing")
    }

    /// Reads lines `NAME=value`, the value in the shell's quotes or none; other lines do not count.
    init(text: String) {
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let line = String(line).trimmed
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            fields[String(line[..<equals])] = Self.unquoted(line[line.index(after: equals)...])
        }
        self.fields = fields
    }

    /// What the machine's fixes belong to: `debian:12`, `ubuntu:24.04`, `debian:sid`,
    /// `almalinux:9`, `suse:sles:15.5`, `opensuse:leap:15.6`.
    ///
    /// Debian's testing and unstable have no version number; their codename stands for it. A minor
    /// release of Red Hat's family is a state of the major one and no release of its own.
    var stream: String {
        let name = fields["ID"].flatMap { $0.isEmpty ? nil : $0 } ?? "linux"
        let version = fields["VERSION_ID"].flatMap { $0.isEmpty ? nil : $0 }
        let release = version ?? fields["VERSION_CODENAME"] ?? ""
        if let product = Self.suse(name) {
            return Self.rolling.contains(name) || release.isEmpty
                ? product : "\(product):\(release)"
        }
        let family = Self.families[name] ?? name
        let isByMajor = Self.byMajor.contains(family)
        let text = isByMajor ? String(release.prefix { $0 != "." }) : release
        return "\(family):\(text.isEmpty ? "unknown" : text)"
    }

    /// Distributions whose fixes are for a major release.
    private static let byMajor: Set<String> = [
        "almalinux", "rocky", "rhel", "centos", "oraclelinux",
    ]
    /// Names that others call otherwise than the distribution itself.
    private static let families = ["amzn": "amazonlinux", "ol": "oraclelinux"]
    /// Releases of openSUSE without a number that stays.
    private static let rolling: Set<String> = ["opensuse-tumbleweed", "opensuse-microos"]

    /// The product of SUSE or openSUSE that installs from the same builds; `nil` for others.
    ///
    /// The server, the desktop and their variants are one product in different selections.
    private static func suse(_ name: String) -> String? {
        switch name {
        case "sles", "sled", "sles_sap", "sle_hpc", "sle-hpc": "suse:sles"
        case "sle-micro", "suse-microos": "suse:sle-micro"
        case "sl-micro": "suse:sl-micro"
        case "opensuse": "opensuse"
        case "opensuse-tumbleweed", "opensuse-microos": "opensuse:tumbleweed"
        case "opensuse-leap": "opensuse:leap"
        case "opensuse-leap-micro": "opensuse:leap-micro"
        default: nil
        }
    }

    /// The name for people; the manual page names the default.
    var prettyName: String { fields["PRETTY_NAME"] ?? "Linux" }

    private static func unquoted(_ text: Substring) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return String(text.prefix { !$0.isWhitespace })
        }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst() {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                break
            } else {
                result.append(character)
            }
        }
        return result
    }
}
