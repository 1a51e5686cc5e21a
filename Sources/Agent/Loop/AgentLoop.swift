// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
package import Logging

/// The agent at work: asks its server for orders, carries them out and reports, until cancelled.
///
/// The journal and the state folder hold everything that matters; this value can go away at any
/// moment. Only one `run` at a time works on a state folder.
package actor AgentLoop {
    /// How long a check-in waits for an order, in seconds.
    static let waitSeconds = 50
    /// A check-in that ends earlier than this, in milliseconds, was not held open.
    static let patience: Int64 = 5_000
    /// When a scan that failed is tried again, in milliseconds.
    static let scanRetry: Int64 = 300_000
    /// How often orders that came while others were carried out are looked after in one cycle.
    static let roundsMax = 10

    let state: StateDirectory
    let clock: any AgentClock
    let logger: Logger
    let manager: any PackageManager
    let journal: Journal
    let session: ServerSession
    let gate: OrderGate
    let facts: HostFacts
    private let connection: ServerConnection
    private var schedule: ScanSchedule
    private var backoff = Backoff()
    var scan: ScanRecord?

    /// Prepares an enrolled agent for a root folder (`/`: the machine itself).
    ///
    /// - Throws: ``AgentFailure`` when the state folder holds no enrolment or a damaged one.
    package init(
        state: StateDirectory,
        root: String,
        scanIntervalHours: Double = 4,
        clock: any AgentClock = HostClock(),
        logger: Logger
    ) throws {
        let credentials = try state.credentials()
        let identity = credentials.identity
        self.state = state
        self.clock = clock
        self.logger = logger
        let backend = try AptBackend(root: root, state: state)
        manager = backend
        facts = HostFacts(root: backend.configuration.root)
        journal = try Journal(folder: state.journalPath)
        connection = ServerConnection(
            try ServerAddress(identity.server),
            trust: try identity.trust(in: state),
            clock: clock
        )
        session = ServerSession(
            connection,
            credentials: credentials,
            clock: clock,
            clockOffset: state.contact().clockOffset,
            logger: logger
        )
        gate = OrderGate(device: identity.device, key: credentials.orderKey)
        schedule = ScanSchedule(intervalHours: scanIntervalHours)
        scan = try state.lastScan()
    }

    /// Ends the connection; to be called when the loop is not needed any more.
    package func close() async {
        await connection.close()
    }

    /// Works until the task is cancelled; a package manager that runs then goes on by itself.
    ///
    /// Failures are logged and tried again.
    ///
    /// - Throws: ``AgentFailure/alreadyRunning(state:)``.
    package func run() async throws {
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        logger.info("started", metadata: ["version": "\(Agent.version)", "state": "\(state.path)"])
        while !Task.isCancelled {
            do {
                try await cycle()
                backoff.reset()
            } catch is CancellationError {
                break
            } catch {
                await handle(error)
            }
        }
        await farewell()
        logger.info("stopped")
    }

    /// Works through everything that there is to do now, and returns.
    ///
    /// - Throws: the first failure: ``ServerError``, ``AgentFailure`` or the package manager's.
    package func runOnce() async throws {
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        _ = try await actOnOrders()
        try await scanNow()
        for _ in 0..<Self.roundsMax {
            _ = try await checkIn(waitSeconds: 0)
            let hasActed = try await actOnOrders()
            if hasActed { _ = try await checkIn(waitSeconds: 0) }
            try await sendReports()
            if try !hasWork() { break }
        }
        try journal.prune(now: await clock.now + session.clockOffset)
    }

    /// Scans and tells the server, without acting on orders; `true` when it wanted the inventory.
    ///
    /// Orders that come with the answer are journaled, so that `run` finds them.
    package func scanOnce() async throws -> (scan: ScanRecord, isUploaded: Bool) {
        try await scanNow()
        let answer = try await checkIn(waitSeconds: 0)
        guard let scan else { preconditionFailure("a scan leaves a record") }
        return (scan, answer.isUploaded)
    }

    /// Reads the inventory now.
    func scanNow() async throws {
        let scanner = Scanner(manager: manager, state: state, clock: clock, logger: logger)
        scan = try await scanner.scan()
        schedule.scanned(now: clock.now, fraction: clock.fraction())
    }

    private func cycle() async throws {
        // First what was begun before the agent was stopped: it needs no server.
        if try await actOnOrders() { _ = try await checkIn(waitSeconds: 0) }
        if schedule.isDue(now: clock.now) { try await scanIfPossible() }
        try await sendReports()
        let asked = clock.now
        let answer = try await checkIn(waitSeconds: Self.waitSeconds)
        let waited = clock.now - asked
        if try await actOnOrders() { _ = try await checkIn(waitSeconds: 0) }
        try await sendReports()
        try journal.prune(now: await clock.now + session.clockOffset)
        // A server that answers at once, with nothing new to do, is not asked again at once.
        if answer.acceptedCount == 0, waited < Self.patience {
            try await clock.sleep(for: .seconds(1 + 4 * clock.fraction()))
        }
    }

    /// A machine whose packages cannot be read still answers to its server.
    func scanIfPossible() async throws {
        do {
            try await scanNow()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.error("cannot scan: \(error)")
            schedule.retry(at: clock.now + Self.scanRetry)
        }
    }

    private func handle(_ error: any Error) async {
        let wished = (error as? ServerError)?.retryAfterSeconds
        let wait = backoff.next(fraction: clock.fraction(), retryAfterSeconds: wished)
        logger.error("\(error)", metadata: ["next_try_in_ms": "\(Int(wait / .milliseconds(1)))"])
        await note(error: "\(error)")
        try? await clock.sleep(for: wait)
    }

    /// A last, short try to hand in the reports of what is done.
    private func farewell() async {
        guard (try? hasReports()) == true else { return }
        let sending = Task { try await sendReports() }
        let limit = Task { [clock] in
            try await clock.sleep(for: .seconds(5))
            sending.cancel()
        }
        if case .failure(let error) = await sending.result {
            logger.warning("reports are kept for the next start: \(error)")
        }
        limit.cancel()
    }
}
