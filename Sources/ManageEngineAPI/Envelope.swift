// SPDX-License-Identifier: Apache-2.0
import Web

/// The success envelopes (vendor document, the samples of its operations).
enum Envelope {
    /// The two forms of the list envelope that the vendor's samples have.
    enum Form {
        /// `"message_version": "1.0"` and `response_code`: the lists below `patch`.
        case patch
        /// `"message_version": "1.4"` and no `response_code`: the lists below `som`.
        case som
    }

    /// One page of a list.
    ///
    /// The key of the list is always the message type, which clients rely on. The rows are all that
    /// were found, before paging; the body writes one of them, its braces included.
    static func list<Row>(
        _ name: StaticString,
        _ form: Form = .patch,
        rows: [Row],
        page: Page,
        write: (Row, inout JSONWriter) -> Void
    ) -> Reply {
        let shown = page.rows(of: rows.count)
        return .json(capacity: 512 + 2_048 * shown.count) { json in
            json.object { json in
                if form == .patch { json.field("response_code", 200) }
                json.field("message_type", "\(name)")
                json.object("message_response") { json in
                    json.field("total", rows.count)
                    json.field("limit", page.size)
                    json.field("page", page.number)
                    json.array(name) { json in
                        for row in rows[shown] { write(row, &json) }
                    }
                }
                json.field("message_version", form == .patch ? "1.0" : "1.4")
                json.field("status", "success")
            }
        }
    }

    /// The answer to an action: the body writes the members of `message_response.<name>`.
    static func action(
        _ name: StaticString,
        _ write: (inout JSONWriter) -> Void = { _ in }
    ) -> Reply {
        .json(capacity: 256) { json in
            json.object { json in
                json.field("message_type", "\(name)")
                json.object("message_response") { $0.object(name, write) }
                json.field("message_version", "1.4")
                json.field("status", "success")
            }
        }
    }

    /// The description of a list for the API document.
    static func listSchema(_ name: String, _ form: Form = .patch) -> Schema {
        // The list's key is not known at compile time, so the members stand in a map.
        .object([
            "response_code": form == .patch ? .integer : .optional(.integer),
            "message_type": .values([name]), "message_response": .map(of: .any),
            "message_version": .string, "status": .values(["success"]),
        ])
    }

    /// The description of an action's answer for the API document.
    static func actionSchema(_ name: String) -> Schema {
        .object([
            "message_type": .values([name]), "message_response": .map(of: .map(of: .string)),
            "message_version": .string, "status": .values(["success"]),
        ])
    }
}
