// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// A job as lists and single answers show it: its document, with what only the server knows.
struct JobRow: Sendable {
    /// The deployment that it is.
    let deployment: Deployment
    /// The job as it was asked for.
    let document: JobDocument
    /// Its numbers.
    let figures: JobFigures
    /// The patches of its list that were withdrawn or superseded since; `nil` without a list.
    let disabledPatches: [Patch.Identity]?
    /// The job whose patches it takes; `nil` for none.
    let source: JobReference?
    /// The jobs that take their patches from it.
    let takers: [JobReference]
    /// Its tags, by identity, in the order of the document.
    let tags: [JobReference]
    /// The caller's tenant.
    let customer: Tenant.Identity?
    /// Whether the caller may not change it.
    let isReadOnly: Bool
    /// Who made it.
    let created: JobPerson
    /// Who changed it last; `nil` for nobody.
    let updated: JobPerson?

    /// Writes the job with every member of the vendor's sample in its order ("Get Default
    /// Deployment Job Details by Job ID").
    func write(to json: inout JSONWriter, _ attributes: Attributes = .all) {
        json.object { json in
            for member in document.members.members where attributes.shows(named: member.key) {
                json.key(dynamic: member.key)
                if !writeOwn(member.key, to: &json) { json.value(member.value) }
            }
        }
    }

    /// Writes the value of a member that the server alone knows; whether it is one.
    private func writeOwn(_ name: String, to json: inout JSONWriter) -> Bool {
        switch name {
        case "customerId": json.text(customer?.description)
        case "id": json.string(deployment.id.description)
        case "createdBy": created.write(to: &json)
        case "updatedBy":
            if let updated { updated.write(to: &json) } else { JobPerson.writeNobody(to: &json) }
        // What is deleted is gone.
        case "deletedBy": JobPerson.writeNobody(to: &json)
        case "assetCount": json.count(figures.named)
        case "taggedAssetCount": json.count(figures.tagged)
        case "applicableAssetCount": json.count(figures.applicable)
        case "totalAssetCount": json.count(figures.total)
        case "assetResultReceivedCount": json.count(figures.received)
        case "jobTriggerStatus": json.count(figures.trigger)
        case "completionPercent": json.count(figures.percent)
        case "readOnly": json.boolean(isReadOnly)
        case "disabledPatches": json.texts(disabledPatches?.map(\.description))
        case "patchCount": json.count(figures.patches)
        case "linkedToJob":
            if let source { source.write(to: &json) } else { json.null() }
        case "linkedJobs":
            if takers.isEmpty {
                json.null()
            } else {
                json.array { json in
                    for taker in takers { taker.write(to: &json) }
                }
            }
        default: return false
        }
        return true
    }
}

/// Something with an identity and a name: a job, or a tag.
struct JobReference: Sendable, Equatable {
    /// The identity.
    let id: String
    /// The name.
    let name: String

    /// Writes `{"id", "name"}`.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
        }
    }

    /// The shape of ``write(to:)``.
    static let schema = Schema.object(["id": .string, "name": .string])
}

extension JSONWriter {
    /// Writes text, or `null`.
    mutating func text(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    /// Writes a count, or `null`.
    mutating func count(_ count: Int?) {
        if let count { integer(count) } else { null() }
    }

    /// Writes a list of texts, or `null`.
    mutating func texts(_ texts: [String]?) {
        guard let texts else { return null() }
        array { json in
            for text in texts { json.string(text) }
        }
    }
}
