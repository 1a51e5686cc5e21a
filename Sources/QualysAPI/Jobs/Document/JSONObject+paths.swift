// SPDX-License-Identifier: Apache-2.0
import Web

/// Reading the checked members of a job by their paths, as `preDeployment.deferment.count`.
extension JSONObject {
    /// The value at a path; `null` where there is none.
    func at(_ path: String) -> JSONValue {
        var value = JSONValue.object(self)
        for name in path.split(separator: ".") {
            guard let inner = value.value(String(name)) else { return .null }
            value = inner
        }
        return value
    }

    /// The text at a path; `nil` for none, and for one without a visible character.
    func text(_ path: String) -> String? {
        at(path).text.flatMap { text in text.allSatisfy(\.isWhitespace) ? nil : text }
    }

    /// The whole number at a path.
    func number(_ path: String) -> Int? { at(path).int64.map(Int.init) }

    /// The truth value at a path; false for none.
    func flag(_ path: String) -> Bool { at(path).flag ?? false }

    /// The texts of the list at a path.
    func texts(_ path: String) -> [String] { at(path).elements?.compactMap(\.text) ?? [] }

    /// The numbers of the list at a path.
    func numbers(_ path: String) -> [Int64] { at(path).elements?.compactMap(\.int64) ?? [] }

    /// Whether the list at a path has an element.
    func hasElements(_ path: String) -> Bool { at(path).elements?.isEmpty == false }

    /// Changes a member that is there.
    mutating func set(_ name: String, to value: JSONValue) {
        guard let place = members.firstIndex(where: { $0.key == name }) else { return }
        members[place].value = value
    }
}
