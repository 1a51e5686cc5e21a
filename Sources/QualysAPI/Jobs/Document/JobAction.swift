// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Web

/// What a job runs before or after the patches: a script.
///
/// The vendor also knows software to install and settings to change; a machine here carries out
/// scripts, which can do the same, and anything else is refused by name. The members stand in the
/// action itself or in its `params`, as jobs and their results show them.
struct JobAction: Equatable {
    /// The one action that there is.
    static let runScript = "Run Script"
    /// The script that needs no text (release notes 3.5): it renews what a package manager knows of
    /// its repositories.
    static let makeCache = "MakeCache"

    /// Its name, for people.
    let name: String
    /// What runs the script.
    let interpreter: Script.Interpreter
    /// The script.
    let text: String
    /// How long it may take, in seconds.
    let timeoutSeconds: Int
    /// Whether it is the script that only Linux has.
    let isForLinux: Bool

    /// Reads an action.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place.
    init(_ sent: JSONValue, at path: String) throws(DomainError) {
        guard let members = sent.members else { throw JobRefusal.at(path, "must be an object") }
        let inner = members.value(anyCase: "params")?.members ?? JSONObject()
        func value(_ name: String) -> JSONValue? {
            let value = members.value(anyCase: name) ?? inner.value(anyCase: name)
            return value == .null || value == .string("") ? nil : value
        }
        guard let action = value("action")?.text, Self.isSame(action, Self.runScript) else {
            throw JobRefusal.at(
                "\(path).action",
                "must be \(Self.runScript): software is installed and settings are changed by one"
            )
        }
        name = value("actionItem")?.text.map { String($0.prefix(256)) } ?? Self.runScript
        timeoutSeconds = try Self.timeout(value("timeout"), at: "\(path).timeout")
        if let ready = value("defaultScriptType") {
            guard let word = ready.text, Self.isSame(word, Self.makeCache) else {
                throw JobRefusal.at("\(path).defaultScriptType", "must be \(Self.makeCache)")
            }
            interpreter = .sh
            text = Self.cacheScript
            isForLinux = true
            return
        }
        guard let type = value("scriptType")?.text, let found = Self.interpreter(type) else {
            throw JobRefusal.at(
                "\(path).scriptType",
                "must be sh, bash, python, powershell or cmd"
            )
        }
        guard let script = value("script")?.text, script.utf8.count <= Script.bytesMax,
            !script.utf8.contains(0)
        else {
            throw JobRefusal.at(
                "\(path).script",
                "must be text of 1 to \(Script.bytesMax) bytes"
            )
        }
        interpreter = found
        text = script
        isForLinux = false
    }

    /// The action as an agent is told it; its identity follows from its place in the job, so that
    /// its result is known by it.
    func order(at place: String) -> OrderAction {
        OrderAction(
            id: ID<OrderAction>(derivedFrom: "qualys action\n\(place)\n\(text)").uuid,
            name: name,
            script: Script(interpreter: interpreter, text: text, timeoutSeconds: timeoutSeconds)
        )
    }

    private static func timeout(
        _ sent: JSONValue?,
        at path: String
    ) throws(DomainError) -> Int {
        guard let sent else { return 3_600 }
        guard let seconds = sent.int64, (1...86_400).contains(seconds) else {
            throw JobRefusal.at(path, "must be a whole number of seconds from 1 to 86400")
        }
        return Int(seconds)
    }

    private static func interpreter(_ word: String) -> Script.Interpreter? {
        switch word.lowercased().drop(while: { $0 == "." }) {
        case "sh", "shell": .sh
        case "bash": .bash
        case "py", "python", "python3": .python
        case "ps1", "powershell": .powershell
        case "bat", "batch", "cmd": .cmd
        default: nil
        }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        let letters = { (text: String) in text.lowercased().filter(\.isLetter) }
        return letters(left) == letters(right)
    }

    private static let cacheScript = """
        if command -v dnf >/dev/null; then exec dnf -q -y makecache; fi
        if command -v yum >/dev/null; then exec yum -q -y makecache; fi
        if command -v zypper >/dev/null; then exec zypper --non-interactive refresh; fi
        if command -v apt-get >/dev/null; then exec apt-get -q update; fi
        echo 'no package manager was found' >&2
        exit 1
        """
}
