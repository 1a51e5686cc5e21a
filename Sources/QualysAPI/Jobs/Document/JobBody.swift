// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// A body of a job with everything in the place where the table has it.
enum JobBody {
    /// The members of `postDeployment` that clients send beside it.
    private static let liftedMembers = [
        "suppressReboots", "rebootHonorOnUserLogin", "rebootOption", "rebootCountdown",
        "onComplete",
    ]

    /// Moves what clients send elsewhere to its place, and refuses what cannot be done.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for a condition on a linked job.
    static func settled(_ body: JSONObject) throws(DomainError) -> JSONObject {
        try refuseCondition(of: body)
        return withQueryInUse(withLiftedMembers(body))
    }

    /// A job that depends on how well the linked job's actions went must not begin without that.
    private static func refuseCondition(of body: JSONObject) throws(DomainError) {
        switch body.value(anyCase: "chainedJobRule") {
        case nil, .null, .string(""), .array([]): return
        default:
            throw JobRefusal.at(
                "chainedJobRule",
                "must be empty: a linked job gives its patches, not a condition"
            )
        }
    }

    private static func withLiftedMembers(_ body: JSONObject) -> JSONObject {
        var after = JSONObject()
        let sent = body.value(anyCase: "postDeployment")
        switch sent {
        case nil, .null: break
        case .object(let members): after = members
        // It is refused where it is read.
        default: return body
        }
        for name in liftedMembers {
            guard after.value(anyCase: name) == nil, let value = body.value(anyCase: name) else {
                continue
            }
            after.members.append(.init(name, value))
        }
        // Clients that know one text for the end write it beside the settings.
        let texts = ["userMessage", "description"].compactMap { name in
            after.value(anyCase: name).map { JSONObject.Member(name, $0) }
        }
        if !texts.isEmpty, after.value(anyCase: "onComplete") == nil {
            after.members.append(.init("onComplete", .object(JSONObject(texts))))
        }
        guard !after.members.isEmpty else { return body }
        return body.replacing("postDeployment", with: .object(after))
    }

    /// A query that comes without a word about its use is used.
    private static func withQueryInUse(_ body: JSONObject) -> JSONObject {
        guard let query = body.value(anyCase: "dynamicPatchesQQL")?.text,
            body.value(anyCase: "isDynamicPatchesQQL") ?? .null == .null
        else { return body }
        let isUsed = !query.allSatisfy(\.isWhitespace)
        return body.replacing("isDynamicPatchesQQL", with: .boolean(isUsed))
    }
}

extension JSONObject {
    /// The same object with a member in the place of one of that name, in any case of its letters.
    fileprivate func replacing(_ name: String, with value: JSONValue) -> JSONObject {
        let wanted = name.lowercased()
        let others = members.filter { $0.key.lowercased() != wanted }
        return JSONObject(others + [Member(name, value)])
    }
}
