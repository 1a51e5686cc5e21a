// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation
import NIOHTTP1
import Simulation

extension FleetDevice {
    /// Sends a call with a valid token, a second time if the server does not know it any more.
    mutating func send(
        _ endpoint: String,
        _ body: Data,
        method: HTTPMethod = .POST,
        _ context: FleetContext
    ) async -> ServerWire.Answer {
        var call = ServerWire.Call(method: method, endpoint: endpoint, body: body)
        for attempt in 0..<2 {
            if token == nil || context.now >= tokenEnd {
                if let failure = await openSession(context) { return failure }
            }
            call.token = token
            let answer = await context.wire.send(call)
            note(answer, context)
            guard case .refused(401, _, _) = answer, attempt == 0 else { return answer }
            token = nil
        }
        return .silence(reason: "no session")
    }

    /// Opens a session; returns the answer that is none.
    private mutating func openSession(_ context: FleetContext) async -> ServerWire.Answer? {
        var answer = await askForSession(context)
        // A wrong clock is set by the server's, once.
        if case .refused(_, let fault?, _) = answer, fault.code == "agent.clock_skew" {
            let serverTime = Timestamp(milliseconds: fault.serverTime)
            enrolled?.agent.setClock(by: serverTime, at: context.now)
            answer = await askForSession(context)
        }
        guard case .body(let bytes) = answer else { return answer }
        do {
            let reply = try JSONDecoder().decode(SessionReply.self, from: bytes)
            token = reply.token
            // Renewed a little early, as agents do.
            let early = min(90, reply.expiresInSeconds / 4)
            tokenEnd = context.now + .seconds(max(1, reply.expiresInSeconds - early))
            return nil
        } catch {
            return .silence(reason: "the answer to session is not understood: \(error)")
        }
    }

    private mutating func askForSession(_ context: FleetContext) async -> ServerWire.Answer {
        guard let agent = enrolled?.agent else { return .silence(reason: "not enrolled") }
        let seed = context.settings.seed
        let now = context.now
        let timestamp = agent.believed(at: now).milliseconds
        sessionCount += 1
        do {
            let nonce = DeviceKey.nonce(
                seed: seed,
                place: place,
                count: sessionCount,
                milliseconds: now.milliseconds
            )
            let signed = SessionRequest.signedBytes(
                device: agent.device,
                timestamp: timestamp,
                nonce: nonce
            )
            let request = SessionRequest(
                device: agent.device,
                timestamp: timestamp,
                nonce: nonce,
                signature: try DeviceKey.key(seed: seed, place: place).signature(for: signed)
            )
            let body = try JSONEncoder().encode(request)
            let answer = await context.wire.send(.init(endpoint: "session", body: body))
            note(answer, context)
            return answer
        } catch {
            return .silence(reason: "\(error)")
        }
    }

    /// Counts an answer, and remembers when the server wants to be left alone.
    private mutating func note(_ answer: ServerWire.Answer, _ context: FleetContext) {
        // What a fleet that ends cuts off says nothing of the server.
        guard !Task.isCancelled else { return }
        context.tally.note(answer)
        if let wait = answer.wait { notBefore = context.now + wait }
    }
}
