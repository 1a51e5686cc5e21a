// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
package import Logging

/// The agent at work: asks its server for orders, carries them out and reports, until cancelled.
///
/// The journal and the state folder hold everything that matters; this value can go away at any
/// moment. Only one `run` at a time works on a state folder.
package actor AgentLoop {
    /// Why the agent stopped working.
    package enum Ending: Sendable, Equatable {
        /// The task was cancelled, or there is nothing left to be done now.
        case stopped
        /// Its program was replaced: the service manager is to start the new one.
        case replaced
        /// It was taken off the machine.
        case removed
    }

    /// How long a check-in waits for an order, in seconds.
    static let waitSeconds = 50
    /// A check-in that ends earlier than this, in milliseconds, was not held open.
    static let patience: Int64 = 5_000
    /// When a scan that failed is tried again, in milliseconds.
    static let scanRetry: Int64 = 300_000

    let state: StateDirectory
    let clock: any AgentClock
    let logger: Logger
    let manager: any PackageManager
    let journal: Journal
    let session: ServerSession
    let gate: OrderGate
    let facts: HostFacts
    let teller: ProgressTeller
    let restart: SystemRestart
    private let connection: ServerConnection
    private var schedule: ScanSchedule
    private var backoff = Backoff()
    var scan: ScanRecord?
    /// The orders that this process has begun and not ended.
    var begun: Set<UUID> = []
    /// When an order that waits is to be looked at again, by this machine's clock.
    var wakesAt: Int64?

    /// Prepares an enrolled agent for a root folder (`/`: the machine itself).
    ///
    /// `rebootCommand` replaces the one that was given at enrolment.
    ///
    /// - Throws: ``AgentFailure`` when the state folder holds no enrolment or a damaged one.
    package init(
        state: StateDirectory,
        root: String,
        scanIntervalHours: Double = 4,
        rebootCommand: String? = nil,
        clock: any AgentClock = HostClock(),
        logger: Logger
    ) throws {
        let credentials = try state.credentials()
        let identity = credentials.identity
        let folder = PackageBackend.folder(of: root)
        self.state = state
        self.clock = clock
        self.logger = logger
        manager = try PackageBackend.make(root: root, state: state)
        facts = HostFacts(root: folder)
        restart = SystemRestart(root: folder, command: rebootCommand ?? identity.rebootCommand)
        journal = try Journal(folder: state.journalPath)
        let address = try ServerAddress(identity.server)
        connection = ServerConnection(
            address,
            trust: try identity.trust(in: state),
            proxy: try ServerProxy.forServer(address, configured: identity.proxy),
            clock: clock
        )
        session = ServerSession(
            connection,
            credentials: credentials,
            clock: clock,
            clockOffset: state.contact().clockOffset,
            logger: logger
        )
        teller = ProgressTeller(session, logger: logger)
        gate = OrderGate(device: identity.device, key: credentials.orderKey)
        schedule = ScanSchedule(intervalHours: scanIntervalHours)
        scan = try state.lastScan()
    }

    /// Ends the connection; to be called when the loop is not needed any more.
    package func close() async {
        await teller.drop()
        await connection.close()
    }

    /// Works until the task is cancelled; a package manager that runs then goes on by itself.
    ///
    /// Failures are logged and tried again.
    ///
    /// - Throws: ``AgentFailure/alreadyRunning(state:)``.
    package func run() async throws -> Ending {
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        logger.info("started", metadata: ["version": "\(Agent.version)", "state": "\(state.path)"])
        var ending: Ending?
        while ending == nil, !Task.isCancelled {
            do {
                ending = try await cycle()
                backoff.reset()
            } catch is CancellationError {
                break
            } catch {
                await handle(error)
            }
        }
        if ending != .removed { await farewell() }
        logger.info("stopped")
        return ending ?? .stopped
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

    /// Notes that an order has read the machine, or has tried to.
    func noteScan(hasSucceeded: Bool) {
        if hasSucceeded {
            schedule.scanned(now: clock.now, fraction: clock.fraction())
        } else {
            schedule.retry(at: clock.now + Self.scanRetry)
        }
    }

    private func cycle() async throws -> Ending? {
        // First what was begun before the agent was stopped: it needs no server.
        if let ending = try await actAndTell() { return ending }
        if schedule.isDue(now: clock.now) { try await scanIfPossible() }
        let asked = clock.now
        let answer = try await checkIn(waitSeconds: secondsToWait)
        let waited = clock.now - asked
        if let ending = try await actAndTell() { return ending }
        try journal.prune(now: await clock.now + session.clockOffset)
        // A server that answers at once, with nothing new to do, is not asked again at once.
        if answer.acceptedCount == 0, waited < Self.patience {
            try await clock.sleep(for: untilWake(atMost: .seconds(1 + 4 * clock.fraction())))
        }
        return nil
    }

    /// Acts on the orders of the journal, tells the server of changes, hands in what is reported.
    func actAndTell() async throws -> Ending? {
        if let ending = try await leaveIfOrdered() { return ending }
        let acted = try await actOnOrders()
        if acted.isReplaced { return .replaced }
        if acted.hasActed { _ = try await checkIn(waitSeconds: 0) }
        try await sendReports()
        return try await leaveIfOrdered()
    }

    private var secondsToWait: Int {
        guard let wakesAt else { return Self.waitSeconds }
        return Int(max(0, min(Int64(Self.waitSeconds), (wakesAt - clock.now + 999) / 1_000)))
    }

    /// A wait that ends early where an order is to be looked at again.
    private func untilWake(atMost wait: Duration) -> Duration {
        guard let wakesAt else { return wait }
        return min(wait, max(.milliseconds(100), .milliseconds(wakesAt - clock.now)))
    }

    /// A machine whose packages cannot be read still answers to its server.
    private func scanIfPossible() async throws {
        do {
            try await scanNow()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.error("cannot scan: \(error)")
            noteScan(hasSucceeded: false)
        }
    }

    private func handle(_ error: any Error) async {
        let wished = (error as? ServerError)?.retryAfterSeconds
        let wait = backoff.next(fraction: clock.fraction(), retryAfterSeconds: wished)
        logger.error("\(error)", metadata: ["next_try_in_ms": "\(Int(wait / .milliseconds(1)))"])
        await note(error: "\(error)")
        try? await clock.sleep(for: untilWake(atMost: wait))
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
