// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Agent

/// A machine without a server, on which orders are carried out.
///
/// Its time goes on only while a program is waited for.
struct OrderMachine {
    /// When the tests begin, in milliseconds since 1970; orders are good for an hour from then.
    static let start: Int64 = 1_000_000

    let directory: TemporaryDirectory
    let journal: Journal
    let clock = JumpingClock(Self.start)
    /// The clock in place of the jumping one, for what must take its real time.
    var ownClock: (any AgentClock)?
    let people = People()
    let restart = RestartStub()
    let told = Told()
    var packages: ScriptedPackages
    var bootID = "first"
    var executable = AgentExecutable.current()

    init(_ installed: [String: String] = [:]) throws {
        directory = try TemporaryDirectory(prefix: "machine")
        journal = try Journal(folder: directory.path("state/journal"))
        packages = try ScriptedPackages(installed)
    }

    var state: StateDirectory { StateDirectory(directory.path("state")) }

    var tools: OrderTools {
        OrderTools(
            root: "",
            manager: packages,
            journal: journal,
            state: state,
            clock: ownClock ?? clock,
            clockOffset: 0,
            users: people,
            restart: restart,
            bootID: bootID,
            executable: executable,
            fetch: { [directory] _, path in
                try FileManager.default.copyItem(atPath: directory.path("offer"), toPath: path)
            },
            tell: { [told] in told.append($0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Takes an order as far as it goes, from what the journal says of it.
    func proceed(_ order: Order) async throws -> OrderStep {
        if journal.lookup(order.id) == .absent {
            try begin(order, with: InstallProgress(startedAt: clock.now))
        }
        switch journal.lookup(order.id) {
        case .found(.acting(let progress)):
            var work = OrderWork(order: order, tools: tools, progress: progress)
            return try await work.proceed()
        case .found(.restarting(let progress, let attempt)):
            var work = OrderWork(order: order, tools: tools, progress: progress)
            return try await work.proceed(after: attempt)
        default:
            throw Unexpected(text: "the order is not being acted on")
        }
    }

    /// Enters an order into the journal as if an agent had come so far with it.
    func begin(_ order: Order, with progress: InstallProgress) throws {
        let signed = try SignedOrder(order, key: Curve25519.Signing.PrivateKey())
        #expect(try journal.accept(order, signed: signed))
        try journal.record(.acting(progress), for: order.id)
    }

    /// Carries out an order that waits for nothing.
    func report(on order: Order) async throws -> OrderReport {
        let step = try await proceed(order)
        guard case .finished(let report) = step else { throw Unexpected(text: "\(step)") }
        return report
    }

    /// Takes an order on until it waits, and returns until when.
    func wait(of order: Order) async throws -> Int64 {
        let step = try await proceed(order)
        guard case .waits(let until) = step else { throw Unexpected(text: "\(step)") }
        return until
    }

    /// What the journal holds of an order that is being acted on.
    func progress(of order: Order) throws -> InstallProgress {
        switch journal.lookup(order.id) {
        case .found(.acting(let progress)), .found(.restarting(let progress, _)):
            return progress
        default:
            throw Unexpected(text: "the order is not being acted on")
        }
    }

    /// A script of the order that leaves a line in the file `ran`.
    func action(
        _ number: UInt8,
        _ text: String = "true",
        seconds: Int = 3_600,
        aborts: Bool = false
    ) -> OrderAction {
        OrderAction(
            id: TestID.uuid(number),
            name: "script \(number)",
            script: script(
                "echo \(number) >>'\(directory.path("ran"))'; \(text)",
                seconds: seconds
            ),
            abortsOnFailure: aborts
        )
    }

    func script(_ text: String, seconds: Int = 3_600) -> Script {
        Script(interpreter: .sh, text: text, timeoutSeconds: seconds)
    }

    /// The numbers of the scripts that have run, in their sequence.
    var ran: [String] {
        ((try? directory.read("ran")) ?? "").split(separator: "\n").map(String.init)
    }

    struct Unexpected: Error {
        let text: String
    }
}

extension Order {
    /// An order on ``OrderMachine``, good for an hour.
    static func order(
        _ kind: Kind,
        _ patches: [OrderPatch] = [],
        actions: [OrderAction]? = nil,
        conduct: (inout OrderConduct) -> Void = { _ in }
    ) -> Order {
        var how = OrderConduct()
        conduct(&how)
        return Order(
            id: TestID.uuid(100),
            device: TestID.uuid(1),
            kind: kind,
            patches: patches,
            issuedAt: OrderMachine.start - 1_000,
            expiresAt: OrderMachine.start + 3_600_000,
            conduct: how,
            actions: actions
        )
    }
}

/// The people at the machine.
final class People: UserNotice {
    private let names = Mutex<[String]>([])
    private let texts = Mutex<[String]>([])

    var heard: [String] { texts.withLock { $0 } }

    func logOn(_ users: String...) {
        names.withLock { $0 = users }
    }

    func loggedOn() -> [String] { names.withLock { $0 } }

    func tell(_ text: String) async {
        texts.withLock { $0.append(text) }
    }
}

/// A machine that notes that it was told to restart.
final class RestartStub: MachineRestart {
    private let kinds = Mutex<[RestartKind]>([])
    private let reason = Mutex<String?>(nil)

    var ordered: [RestartKind] { kinds.withLock { $0 } }

    func forbid(_ text: String) {
        reason.withLock { $0 = text }
    }

    func obstacle() async -> String? { reason.withLock { $0 } }

    func order(_ kind: RestartKind) async throws -> String? {
        kinds.withLock { $0.append(kind) }
        return nil
    }
}

/// The progress that the server was told.
final class Told: Sendable {
    private let messages = Mutex<[OrderProgress]>([])

    var phases: [OrderProgress.Phase] { messages.withLock { $0.map(\.phase) } }
    var last: OrderProgress? { messages.withLock { $0.last } }

    func append(_ progress: OrderProgress) {
        messages.withLock { $0.append(progress) }
    }
}
