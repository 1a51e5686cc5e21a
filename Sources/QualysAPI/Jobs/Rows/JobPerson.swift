// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// Who made or changed a job, and when.
struct JobPerson: Sendable {
    /// The login name.
    let name: String
    /// The user's identity; `nil` for someone at the data folder, and for a user that is gone.
    let id: User.Identity?
    /// When.
    let date: Timestamp

    /// Reads a label of ``Principal/label``.
    init(_ label: String, at date: Timestamp, users: [String: User.Identity]) {
        name = PersonLabel.name(label)
        id = label.hasPrefix("user:") ? users[name] : nil
        self.date = date
    }

    /// Writes `{"user": {"id", "name", "fullName"}, "date"}`; users have no names beside the login.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.object("user") { json in
                json.field("id", id?.description)
                json.field("name", name)
                json.null("fullName")
            }
            json.field("date", date.milliseconds)
        }
    }

    /// Writes `{"user": {"id", "name"}, "date"}`, as summaries have it.
    func writeSummary(to json: inout JSONWriter) {
        json.object { json in
            json.object("user") { json in
                json.field("id", id?.description)
                json.field("name", name)
            }
            json.field("date", date.milliseconds)
        }
    }

    /// Writes that nobody did it.
    static func writeNobody(to json: inout JSONWriter) {
        json.object { json in
            json.null("user")
            json.null("date")
        }
    }

    /// The shape of ``write(to:)`` and ``writeNobody(to:)``.
    static let schema = Schema.object([
        "user": .nullable(
            .object([
                "id": .nullable(.string), "name": .string, "fullName": .nullable(.string),
            ])
        ),
        "date": .nullable(.integer),
    ])

    /// The shape of ``writeSummary(to:)``.
    static let summarySchema = Schema.object([
        "user": .object(["id": .nullable(.string), "name": .string]), "date": .integer,
    ])
}
