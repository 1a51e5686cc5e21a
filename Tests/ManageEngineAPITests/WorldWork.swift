// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

/// The work that several tests begin with.
extension Visit {
    /// The number that the face shows for a patch, as JSON.
    static func id(_ record: PatchRecord) -> Int64 { WorldCatalogue.number(record) }

    /// Approves patches.
    func approve(_ patches: PatchRecord...) async throws {
        let ids = patches.map { String(Self.id($0)) }.joined(separator: ",")
        let answer = try await post("patch/approvepatch", #"{"patchids":[\#(ids)]}"#)
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
    }

    /// Has the hammer installed on alder, and lets the machine take the order.
    func orderHammer() async throws -> Order {
        try await approve(WorldCatalogue.hammer)
        let body = """
            {"PatchIDs":[\(Self.id(WorldCatalogue.hammer))],"ResourceIDs":[\(try alder)],
            "ConfigName":"Tuesday","ConfigDescription":"a test","actionToPerform":"Deploy"}
            """
        let answer = try await post("patch/installpatch", body)
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
        let orders = try await world.alder.orders()
        #expect(orders.count == 1)
        return try #require(orders.first)
    }

    /// Has the hammer installed on alder, with success.
    func installHammer() async throws {
        let order = try await orderHammer()
        world.clock.advance(by: .seconds(30))
        try await world.alder.upload(WorldSystems.inventory(hammer: "2.0-1"))
        try await world.alder.report(order, .installed, at: world.clock.now)
    }

    /// Alder's number.
    var alder: Int64 { get throws { try world.number(of: "alder") } }

    /// The row of a patch in alder's report.
    func report(_ record: PatchRecord) async throws -> JSONValue {
        try await row(
            "patch/systemreport?resid=\(alder)",
            where: "patch_id",
            is: .integer(Self.id(record))
        )
    }
}
