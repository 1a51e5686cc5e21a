// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension Mitigation {
    /// The most bytes of a name.
    package static let nameMax = 128
    /// The most bytes of a title.
    package static let titleMax = 256
    /// The most bytes of a category.
    package static let categoryMax = 64
    /// The most bytes of a description or an impact.
    package static let textMax = 8_192
    /// The most CVEs of one mitigation.
    package static let cvesMax = 1_000
    /// The longest time that one of its scripts may take, in seconds: a day.
    package static let timeoutMax = 86_400
}

extension Mitigation.Content {
    /// Refuses what cannot be carried out or shown, naming the first member that is wrong.
    package func validate() throws(SettingError) {
        try Self.requireLine(name, 1...Mitigation.nameMax, "name")
        try Self.requireLine(title, 1...Mitigation.titleMax, "title")
        try Self.requireLine(category, 1...Mitigation.categoryMax, "category")
        try Self.requireText(summary, "description")
        try Self.requireText(impact, "impact")
        guard (1...Mitigation.cvesMax).contains(cves.count) else {
            throw SettingError("cves", "\(cves.count) are not in 1...\(Mitigation.cvesMax)")
        }
        for (place, cve) in cves.enumerated() {
            guard Self.isCVE(cve) else {
                throw SettingError("cves[\(place)]", "\(cve.prefix(32)) is no CVE-YYYY-NNNN")
            }
            if cves[..<place].contains(cve) {
                throw SettingError("cves[\(place)]", "\(cve) is there twice")
            }
        }
        try require(apply, "apply")
        if let verification { try require(verification, "verify") }
        if let undo {
            try require(undo, "rollback")
            guard verification != nil else {
                throw SettingError("rollback", "it is never run, as nothing is said to verify")
            }
        }
    }

    private func require(_ script: Script, _ member: String) throws(SettingError) {
        let size = script.text.utf8.count
        guard (1...Script.bytesMax).contains(size), !script.text.utf8.contains(0) else {
            throw SettingError(
                member,
                "a script has 1 to \(Script.bytesMax) bytes without NUL, not \(size)"
            )
        }
        try SettingError.require(
            script.timeoutSeconds,
            in: 1...Mitigation.timeoutMax,
            "timeoutSeconds"
        )
        guard platform.runs(script.interpreter) else {
            throw SettingError(
                "interpreter",
                "\(script.interpreter.rawValue) is not there on \(platform.rawValue)"
            )
        }
    }

    /// Whether a text is `CVE-`, a year of four digits, `-` and a serial of four to seven, with
    /// zeros in front up to four digits only (the CVE Program's rules for identifiers since 2014).
    private static func isCVE(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == "CVE" && parts[1].utf8.count == 4
            && parts[1].utf8.first != UInt8(ascii: "0")
            && (4...7).contains(parts[2].utf8.count)
            && (parts[2].utf8.count == 4 || parts[2].utf8.first != UInt8(ascii: "0"))
            && parts[1...].allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static func requireLine(
        _ text: String,
        _ range: ClosedRange<Int>,
        _ member: String
    ) throws(SettingError) {
        let isLine = text.unicodeScalars.allSatisfy {
            switch $0.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        guard range.contains(text.utf8.count), isLine else {
            throw SettingError(
                member,
                "it must have \(range.lowerBound) to \(range.upperBound) bytes on one line"
            )
        }
    }

    private static func requireText(_ text: String, _ member: String) throws(SettingError) {
        guard text.utf8.count <= Mitigation.textMax, !text.utf8.contains(0) else {
            throw SettingError(
                member,
                "it must have at most \(Mitigation.textMax) bytes without NUL"
            )
        }
    }
}

extension Mitigation.Platform {
    /// What runs a script where nothing is said.
    package var interpreter: Script.Interpreter {
        switch self {
        case .windows: .powershell
        case .linux, .mac: .sh
        }
    }

    /// Whether an agent of the platform can run a script with an interpreter.
    func runs(_ interpreter: Script.Interpreter) -> Bool {
        switch interpreter {
        case .sh: self != .windows
        case .bash, .python: true
        case .powershell, .cmd: self == .windows
        }
    }
}
