// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// What an object of a body says, by the names of its members in any case of their letters.
struct JobChanges {
    private let values: [String: JSONValue]

    init(_ body: JSONObject) {
        values = Dictionary(
            body.members.map { ($0.key.lowercased(), $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The value under the first of some names that is there; `nil` for none.
    func value(of names: [String]) -> JSONValue? {
        names.lazy.compactMap { values[$0.lowercased()] }.first
    }
}

extension [JobMember] {
    /// The members in order, as they are where nobody says anything.
    var fallbacks: JSONObject { JSONObject(map { JSONObject.Member($0.name, $0.fallback) }) }

    /// The members in order after a change.
    func merged(
        _ former: JSONObject,
        _ changes: JSONObject,
        in path: String = ""
    ) throws(DomainError) -> JSONObject {
        let changes = JobChanges(changes)
        var members: [JSONObject.Member] = []
        for (place, member) in enumerated() {
            // What was checked before has the same members in the same order.
            let known = place < former.members.count ? former.members[place] : nil
            let value =
                known?.key == member.name ? known?.value : former.value(member.name)
            let merged = try member.merged(value ?? member.fallback, changes, in: path)
            members.append(.init(member.name, merged))
        }
        return JSONObject(members)
    }
}
