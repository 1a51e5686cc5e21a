// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Web

/// The values of a job that is read off a plan.
extension JSONValue {
    /// An object of members in order.
    static func of(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members.map { JSONObject.Member($0.0, $0.1) }))
    }

    /// A list of identities; `null` for none.
    static func identities<Entity>(_ identities: [ID<Entity>]) -> JSONValue {
        identities.isEmpty ? .null : .array(identities.map { .string($0.description) })
    }

    /// A list of numbers; `null` for none.
    static func list(_ numbers: [Int64]) -> JSONValue {
        numbers.isEmpty ? .null : .array(numbers.map(JSONValue.integer))
    }

    /// How often something may be put off, in hours where that comes out even.
    static func deferment(_ deferral: DeferralPolicy?) -> JSONValue {
        let minutes = deferral?.intervalMinutes ?? 60
        let isInHours = minutes % 60 == 0
        return .of([
            ("count", .integer(Int64(deferral?.count ?? 0))),
            ("interval", .integer(Int64(isInHours ? minutes / 60 : minutes))),
            ("intervalUnit", .string(isInHours ? "HOURS" : "MINUTES")),
        ])
    }

    /// How long people are warned.
    static func countdown(_ minutes: Int) -> JSONValue {
        .of(
            [("interval", .integer(Int64(minutes))), ("intervalUnit", .string("MINUTES"))]
                + .texts(nil)
        )
    }

    /// The scripts around the work; `null` for none.
    static func actions(_ actions: [OrderAction]) -> JSONValue {
        guard !actions.isEmpty else { return .null }
        return .array(
            actions.map { action in
                .of([
                    ("action", .string(JobAction.runScript)),
                    ("actionItem", .string(action.name)),
                    ("defaultScriptType", .null),
                    ("scriptType", .string(action.script.interpreter.rawValue)),
                    ("script", .string(action.script.text)),
                    ("timeout", .integer(Int64(action.script.timeoutSeconds))),
                ])
            }
        )
    }
}

extension [(String, JSONValue)] {
    /// A prompt of one text, which is its title; the rest is empty.
    static func texts(_ text: String?) -> Self {
        [("userMessage", .string(text ?? "")), ("description", .string(""))]
    }
}
