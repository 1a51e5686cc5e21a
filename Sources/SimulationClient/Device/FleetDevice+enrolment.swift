// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation
import Simulation

extension FleetDevice {
    /// The longest wait between two attempts, in milliseconds.
    private static let enrolWaitMax = 60_000

    /// Introduces itself; returns when it has something to do next.
    ///
    /// Where the answer was lost it does so again under its name, which uses the token again.
    /// Faults on purpose leave enrolments alone, so that a token of as many uses suffices.
    mutating func enrol(_ context: FleetContext) async -> Timestamp? {
        let settings = context.settings
        let answer: ServerWire.Answer
        do {
            let key = try DeviceKey.key(seed: settings.seed, place: place)
            let request = EnrollRequest(
                token: settings.token,
                publicKey: key.publicKey.rawRepresentation,
                name: name,
                facts: facts(DeviceFacts(hostName: name))
            )
            let body = try JSONEncoder().encode(request)
            answer = await context.wire.send(.init(endpoint: "enroll", body: body))
        } catch {
            return turnAway("simulation.message", "\(error)", context)
        }
        guard !Task.isCancelled else { return nil }
        context.tally.note(answer)
        if case .body(let bytes) = answer {
            do {
                try admit(JSONDecoder().decode(EnrollReply.self, from: bytes), context)
                return context.now
            } catch {
                return turnAway("simulation.answer", "\(error)", context)
            }
        }
        if answer.isFinal, case .refused(let status, let fault, _) = answer {
            let code = fault?.code ?? "http.\(status)"
            return turnAway(code, fault?.message ?? "status \(status)", context)
        }
        enrolFailures += 1
        let ceiling = min(Self.enrolWaitMax, 500 << min(enrolFailures, 10))
        let pause = Duration.milliseconds(dice.roll(ceiling / 4...ceiling))
        return context.now + max(pause, answer.wait ?? pause)
    }

    private mutating func admit(_ reply: EnrollReply, _ context: FleetContext) throws {
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: reply.orderKey)
        guard let stock = context.stock.stock(&dice) else { return }
        let agent = SimulatedAgent(
            device: reply.device,
            name: name,
            stock: stock,
            zone: "Etc/UTC",
            habits: context.settings.habits,
            dice: dice.split(),
            at: context.now
        )
        enrolled = Enrolled(agent: agent, orderKey: key)
        context.tally.count { $0.enrolled += 1 }
    }

    private mutating func turnAway(
        _ code: String,
        _ reason: String,
        _ context: FleetContext
    ) -> Timestamp? {
        isTurnedAway = true
        context.tally.turnedAway(code, reason)
        return nil
    }

    /// What it says of its machine, beyond what the agent knows.
    func facts(_ known: DeviceFacts) -> DeviceFacts {
        var facts = known
        let bytes = [16, 8, 0].map { place >> $0 & 0xFF }
        facts.operatingSystem = "Debian GNU/Linux 12 (bookworm)"
        facts.operatingSystemVersion = "12"
        facts.machine = "x86_64"
        facts.ipAddresses = ["10." + bytes.map(String.init).joined(separator: ".")]
        let octets = bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count < 2 ? "0\(text)" : text
        }
        // The second bit of the first octet says: given out by nobody (IEEE 802, 8.2.2).
        facts.macAddresses = ["02:00:00:" + octets.joined(separator: ":")]
        facts.interfaces = [
            NetworkInterface(
                name: "eth0",
                macAddress: facts.macAddresses.first,
                addresses: facts.ipAddresses,
                gateway: "10.255.255.254"
            )
        ]
        facts.hardware = Hardware(manufacturer: "Thimble", model: "Simulated machine")
        facts.utcOffsetMinutes = 0
        return facts
    }
}
