// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import ArgumentParser
import Crypto
import Domain
import Fleet
import Foundation
import HTTPTypes
import Server
import Services
import Storage

/// `thimble-bench http-check-in`: a machine whose inventory did not change calls its server.
struct HTTPCheckIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-check-in",
        abstract: "Check in with nothing new, beside a bare route that reads the same body."
    )

    private static let name = "thimble-bench-agent"

    @Option(help: "A folder that thimble-bench fill made.")
    var data: String

    func run() async throws {
        let access = try await LocalAccess(
            dataFolder: URL(fileURLWithPath: data),
            operatorName: "bench",
            needsIndex: true
        )
        let machine = try await Machine(access)
        try await access.store.close()
        let race = RouteRace(
            method: .post,
            path: "\(AgentProtocol.path)/checkin",
            authorization: "Bearer \(machine.token)",
            body: try JSONEncoder().encode(machine.checkIn)
        )
        try Report.write(try await race.run(data: data))
    }

    /// A machine that is enrolled, has sent its inventory and has a session.
    private struct Machine {
        let token: String
        let checkIn: CheckIn

        init(_ access: LocalAccess) async throws {
            let services = access.services
            guard let twin = services.index.snapshot.devices[slot: 0],
                let inventory = services.index.snapshot.inventory(of: twin)
            else { throw DomainError(.deviceNotFound, subject: "the fleet's first device") }
            let key = Curve25519.Signing.PrivateKey()
            let facts = DeviceFacts(
                hostName: HTTPCheckIn.name,
                operatingSystem: "Debian GNU/Linux 10 (buster)",
                ipAddresses: ["192.0.2.17"],
                reboot: .notNeeded
            )
            let token = try await services.devices.makeEnrolmentToken(
                site: nil,
                group: nil,
                by: access.principal
            )
            let reply = try await services.agents.enroll(
                EnrollRequest(
                    token: token,
                    publicKey: key.publicKey.rawRepresentation,
                    name: HTTPCheckIn.name,
                    facts: facts
                )
            )
            let id = Device.Identity(reply.device)
            guard let device = services.index.snapshot.devices[id]?.device else {
                throw DomainError(.deviceNotFound, subject: id.description)
            }
            let upload = try InventoryUpload(inventory, of: device)
            try await upload.send(to: services)
            self.token = try await Self.session(of: reply.device, key, services)
            checkIn = CheckIn(
                inventoryDigest: upload.digest,
                scannedAt: SystemClock().now.milliseconds,
                facts: facts,
                waitSeconds: 0
            )
        }

        private static func session(
            of device: UUID,
            _ key: Curve25519.Signing.PrivateKey,
            _ services: Services
        ) async throws -> String {
            let time = SystemClock().now.milliseconds
            let nonce = Data(SystemRandom().bytes(16))
            let signed = SessionRequest.signedBytes(device: device, timestamp: time, nonce: nonce)
            return try await services.agents.openSession(
                SessionRequest(
                    device: device,
                    timestamp: time,
                    nonce: nonce,
                    signature: try key.signature(for: signed)
                )
            ).token
        }
    }
}
