// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Foundation
import NIOCore
import Web

/// The file of `thimble mitigation import`: mitigations as operators write them, see
/// `docs/mitigations.md`.
package struct MitigationFile: Sendable {
    /// The most mitigations of one file.
    package static let countMax = 1_000

    /// The mitigations, in the order of the file.
    package let mitigations: [Mitigation.Content]

    /// Reads a file's bytes.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the file, the place and the member, for
    ///   example `m.json: mitigations[3].cves[0]: SMB is no CVE-YYYY-NNNN`.
    package init(parsing bytes: Data, name file: String) throws {
        do {
            mitigations = try Self.contents(bytes)
        } catch let error as SettingError {
            throw DomainError(.requestInvalid, subject: "\(file): \(error)")
        } catch let error as JSONSyntaxError {
            throw DomainError(.requestInvalid, subject: "\(file): \(error)")
        }
    }

    private static func contents(_ bytes: Data) throws -> [Mitigation.Content] {
        let json = try JSONValue.parse(ByteBuffer(bytes: bytes))
        guard json.members != nil else {
            throw SettingError("the file", "it must be an object with mitigations")
        }
        let top = try MitigationMembers(json, named: ["mitigations"])
        guard let rows = top.json.value("mitigations")?.elements else {
            throw SettingError("mitigations", "it must be a list")
        }
        guard rows.count <= countMax else {
            throw SettingError(
                "mitigations",
                "\(rows.count) are too many, \(countMax) are allowed"
            )
        }
        var names: [String: Int] = [:]
        return try rows.enumerated().map { place, row in
            do {
                let content = try MitigationMembers(row, named: MitigationMembers.all).content()
                if let former = names.updateValue(place, forKey: content.name) {
                    throw SettingError("name", "mitigations[\(former)] has it already")
                }
                return content
            } catch let error as SettingError {
                throw error.field.isEmpty
                    ? SettingError("mitigations[\(place)]", error.reason)
                    : error.inside("mitigations[\(place)]")
            }
        }
    }
}

/// The members of an object of the file.
private struct MitigationMembers {
    static let all = [
        "name", "title", "cves", "platform", "type", "category", "description", "interpreter",
        "apply", "verify", "rollback", "timeoutSeconds", "needsReboot", "impact",
    ]

    /// What `thimble mitigation show --json` tells besides; passed over, so that it can be read in
    /// again.
    private static let told = ["id", "writtenBy", "writtenAt"]

    /// How long a script may take where nothing is said, in seconds.
    private static let timeoutSeconds = 600

    let json: JSONObject

    /// Takes an object; one with a member that is not known is refused, as it is mistyped.
    init(_ json: JSONValue, named names: [String]) throws {
        guard let object = json.members else { throw SettingError("", "it must be an object") }
        for member in object.members
        where !names.contains(member.key) && !Self.told.contains(member.key) {
            throw SettingError(
                String(member.key.prefix(64)),
                "there is no such member; known are \(names.joined(separator: ", "))"
            )
        }
        self.json = object
    }

    /// The mitigation.
    func content() throws -> Mitigation.Content {
        let platform = try platform()
        var content = Mitigation.Content(
            name: try required("name"),
            cves: try cves(),
            platform: platform,
            apply: try script("apply", for: platform) ?? missing("apply")
        )
        content.verification = try script("verify", for: platform)
        content.undo = try script("rollback", for: platform)
        if let title = try text("title") { content.title = title }
        if let category = try text("category") { content.category = category }
        if let summary = try text("description") { content.summary = summary }
        if let impact = try text("impact") { content.impact = impact }
        if let word = try text("type") {
            guard let effect = Mitigation.Effect(rawValue: word.lowercased()) else {
                throw SettingError("type", "\(word.prefix(32)) is neither Fix nor Mitigate")
            }
            content.effect = effect
        }
        if let flag = json.value("needsReboot"), flag != .null {
            guard case .boolean(let needsReboot) = flag else {
                throw SettingError("needsReboot", "it must be true or false")
            }
            content.needsReboot = needsReboot
        }
        try content.validate()
        return content
    }

    private func platform() throws -> Mitigation.Platform {
        let word = try required("platform")
        switch word.lowercased() {
        case "linux": return .linux
        case "windows": return .windows
        case "mac", "macos": return .mac
        default:
            throw SettingError("platform", "\(word.prefix(32)) is not Linux, Windows or MacOS")
        }
    }

    private func cves() throws -> [String] {
        guard let elements = json.value("cves")?.elements else {
            throw SettingError("cves", "it must be a list of texts")
        }
        return try elements.enumerated().map { place, element in
            guard let text = element.text else {
                throw SettingError("cves[\(place)]", "it must be text")
            }
            return text.uppercased()
        }
    }

    /// A script as one text, or as a list of its lines.
    private func script(_ member: String, for platform: Mitigation.Platform) throws -> Script? {
        let body: String
        switch json.value(member) {
        case nil, .null: return nil
        case .string(let text): body = text
        case .array(let elements):
            let lines = elements.compactMap(\.text)
            guard lines.count == elements.count else {
                throw SettingError(member, "its lines must be texts")
            }
            body = lines.map { $0 + "\n" }.joined()
        default: throw SettingError(member, "it must be text, or a list of lines")
        }
        return Script(
            interpreter: try interpreter() ?? platform.interpreter,
            text: body,
            timeoutSeconds: try timeout()
        )
    }

    private func interpreter() throws -> Script.Interpreter? {
        guard let word = try text("interpreter") else { return nil }
        guard let interpreter = Script.Interpreter(rawValue: word) else {
            let words = Script.Interpreter.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingError("interpreter", "\(word.prefix(32)) is none of \(words)")
        }
        return interpreter
    }

    private func timeout() throws -> Int {
        switch json.value("timeoutSeconds") {
        case nil, .null: return Self.timeoutSeconds
        case .integer(let seconds): return Int(clamping: seconds)
        default: throw SettingError("timeoutSeconds", "it must be a whole number")
        }
    }

    private func required(_ member: String) throws -> String {
        try text(member) ?? missing(member)
    }

    private func missing<Value>(_ member: String) throws -> Value {
        throw SettingError(member, "it is missing")
    }

    private func text(_ member: String) throws -> String? {
        switch json.value(member) {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw SettingError(member, "it must be text")
        }
    }
}
