// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Simulation
import Testing

@testable import SimulationClient

@Suite struct SimulationSettingsTests {
    @Test("takes the faults of the agents and refuses those of a simulated server")
    func faults() throws {
        #expect(try SimulationSettings.faults("light") == .light)
        #expect(try SimulationSettings.faults("reply-lost=0.5").replyLost == 0.5)
        for text in ["server-killed=0.1", "reply-lost=2", "nonsense"] {
            #expect(throws: SimulationFailure.self) { try SimulationSettings.faults(text) }
        }
        #expect(!SimulationSettings.rateNames.contains("server-killed"))
    }

    @Test("faults per day come as often in the scaled day")
    func scale() throws {
        var settings = SimulationSettings(
            server: try ServerPlace("http://localhost:1"),
            token: "t",
            count: 1,
            seed: 1
        )
        settings.faults.killedPerDay = 0.5
        settings.workScale = 0.01
        #expect(settings.habits.faults.killedPerDay == 50)
        #expect(settings.habits.pace == 0.01)
        #expect(settings.habits.awayPace == 0.01)
    }

    @Test(
        "refuses what is no server address",
        arguments: ["", "host:80", "ftp://host", "http://", "http://h/?q", "http://u@h"]
    )
    func addresses(text: String) {
        #expect(throws: SimulationFailure.self) { try ServerPlace(text) }
    }

    @Test("an address may have a path and a slash at its end")
    func path() throws {
        let place = try ServerPlace("HTTPS://host:8443/patch/")
        #expect(place.isEncrypted)
        #expect(place.endpoint("session") == "HTTPS://host:8443/patch/agent/v1/session")
    }

    @Test("a fingerprint is 64 digits, with colons or without")
    func fingerprint() throws {
        let digits = String(repeating: "Ab", count: 32)
        let expected = ServerTrust.pinned(fingerprint: digits.lowercased())
        #expect(try ServerTrust.pinned(parsing: digits) == expected)
        let withColons = Array(repeating: "ab", count: 32).joined(separator: ":")
        #expect(try ServerTrust.pinned(parsing: withColons) == expected)
        #expect(throws: SimulationFailure.self) { try ServerTrust.pinned(parsing: "abc") }
    }

    @Test("keys follow from the seed, and nonces never come again")
    func secrets() throws {
        let key = try DeviceKey.key(seed: 1, place: 2).rawRepresentation
        #expect(key == (try DeviceKey.key(seed: 1, place: 2).rawRepresentation))
        #expect(key != (try DeviceKey.key(seed: 1, place: 3).rawRepresentation))
        #expect(key != (try DeviceKey.key(seed: 2, place: 2).rawRepresentation))
        let nonces = [(1, 5), (2, 5), (1, 6)].map {
            DeviceKey.nonce(seed: 1, place: 0, count: $0.0, milliseconds: $0.1)
        }
        #expect(Set(nonces).count == 3)
    }
}
