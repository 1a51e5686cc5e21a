// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

extension Visit {
    /// Makes a job on demand by members of its body, beside its name, and returns the answer's row.
    @discardableResult
    func makeJob(_ name: String, _ members: String...) async throws -> JSONValue {
        let body = ([#""name": "\#(name)""#] + members).joined(separator: ", ")
        let answer = try await post("/pm/v1/deploymentjob", "{\(body)}")
        try #require(answer.status == 201, "\(answer.status) \(answer.text)")
        return try answer.json()
    }

    /// A job as it is shown by itself.
    func job(_ job: JSONValue) async throws -> JSONValue {
        let answer = try await get("/pm/v1/deploymentjob/\(Visit.id(job))")
        try #require(answer.status == 200, "\(answer.status) \(answer.text)")
        return try answer.json()
    }

    /// Changes a job and returns the answer.
    func change(_ job: JSONValue, _ body: String) async throws -> Answer {
        try await patch("/pm/v1/deploymentjob/update/\(Visit.id(job))", body)
    }

    /// The names of the jobs of a list.
    func names(_ query: String = "", of list: String = "") async throws -> [String] {
        try await get("/pm/v1/deploymentjobs\(list)?\(query)").column("name")
    }

    /// The identity of a job.
    static func id(_ job: JSONValue) throws -> String { try #require(job.value("id")?.text) }

    /// The member that names machines.
    func assets(_ machines: String...) throws -> String {
        try #""assetIds": ["# + machines.map { #""\#(try id($0))""# }.joined(separator: ", ") + "]"
    }

    /// The member that lists patches.
    static func patches(_ patches: PatchRecord...) -> String {
        #""approvedPatches": ["# + patches.map { #""\#(id($0))""# }.joined(separator: ", ") + "]"
    }

    /// A job that happens each day from tomorrow on.
    static let daily = """
        "scheduleType": "Daily", "startDateTime": "2026-03-18 21:00:00", \
        "timezoneType": "SPECIFIC_TZ", "timezone": "UTC"
        """

    /// A new machine with what alder has, in a group.
    @discardableResult
    func enroll(_ name: String, group: String) async throws -> Machine {
        let machine = try await Machine.enroll(
            name,
            group: group,
            facts: WorldSystems.birchFacts,
            world.services
        )
        try await machine.upload(WorldSystems.alder)
        return machine
    }
}

extension JSONValue {
    /// A number of an object; `nil` for `null`.
    func number(_ key: String) -> Int64? { value(key)?.int64 }

    /// The texts of a list of an object.
    func texts(_ key: String) -> [String]? { value(key)?.elements?.compactMap(\.text) }
}
