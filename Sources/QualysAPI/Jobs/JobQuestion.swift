// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// Which jobs a call asks for, and in which order: the parameters of the lists of jobs.
struct JobQuestion {
    private let filter: Filter<JobField>
    private let orders: [FieldOrder<JobField>]
    private let tags: [String: String]

    /// The parameters, without those of pages.
    static let parameters: [Parameter] = [
        .string(
            "filter",
            lengthMax: 65_536,
            aliases: ["query"],
            summary: "Which jobs, as QQL: `status:Enabled and isRecurring:true`."
        ),
        Platforms.any,
        .boolean("coauthorJob", summary: "Only jobs of which the caller is a co-author."),
        .boolean(
            "ownedJob",
            summary: "Only jobs that the caller made; with coauthorJob, also those."
        ),
        Questions.sort,
    ]

    /// Reads a call.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    init(_ call: EndpointCall, _ view: FleetView) throws {
        filter = .all([
            Platforms.filter(.platform, of: call),
            try Questions.filter(
                call.string("filter"),
                of: "filter",
                JobField.schema,
                now: call.now
            ),
            try Self.people(of: call),
        ])
        orders = try Questions.orders(call.string(Questions.sort.name), JobField.schema)
        tags = Dictionary(
            view.snapshot.groups.map { ($0.id.description, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func people(of call: EndpointCall) throws -> Filter<JobField> {
        guard case .user(let id, let name) = try call.principal.actor else { return .everything }
        var wanted: [Filter<JobField>] = []
        if call.flag("ownedJob") == true {
            wanted.append(.test(.createdBy, .isOneOf([.text(name)])))
        }
        if call.flag("coauthorJob") == true {
            wanted.append(.test(.coAuthor, .isOneOf([.text(id.description)])))
        }
        return wanted.isEmpty ? .everything : .any(wanted)
    }

    /// The jobs that are meant, in order.
    func jobs(of all: [ListedJob]) -> [ListedJob] {
        var found = all.filter { job in filter.accepts { job.values(of: $0, tags: tags) } }
        for order in orders.reversed() {
            found = order.sorted(found) { $0.values(of: order.field, tags: tags) }
        }
        return found
    }
}
