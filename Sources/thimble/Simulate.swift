// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Server
import SimulationClient

/// `thimble simulate`: a fleet of simulated devices at a running server.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let thousands of simulated devices speak to a running server.",
        discussion: """
            Each device keeps to the agent's protocol: it enrols with its own key, opens sessions, \
            checks in, hands in an inventory and carries out every order once. Nothing is truly \
            installed. The same seed gives the same devices; the names of a fleet that came before \
            are taken over. The token needs a use for each device, and some more where answers \
            may get lost: thimble enroll-token create --uses N.

            --inventory takes the status file of dpkg, or a file as for thimble device import; \
            each device has a part of one of its machines, some of it in older versions. Without \
            a file there are some 70 packages of Debian 12.

            --faults takes none, light, heavy, or rates such as reply-lost=0.1,install-fails=0.2. \
            Rates: \(SimulationSettings.rateNames). What is said per day counts in days that last \
            --work-scale of a day.

            It ends when every device is scanned, orders were carried out, and no order has been \
            open for --settle seconds; or after --duration; or by SIGINT. Exit status 1 says that \
            a device is not enrolled or not scanned, or that an order was acted on twice.

            Example: thimble simulate --server http://127.0.0.1:8080 --enroll-token T \
            --devices 1000 --seed 7 --faults light --duration 300
            """
    )

    @Option(help: "The server's address, for example https://patch.example.test:8443.")
    var server: String

    @Option(help: "A token from thimble enroll-token create.")
    var enrollToken: String

    @Option(help: "How many devices.")
    var devices: Int

    @Option(help: "What every random choice follows from.")
    var seed: UInt64

    @Option(help: "What goes wrong: none, light, heavy, or name=rate pairs with commas.")
    var faults = "none"

    @Option(
        parsing: .upToNextOption,
        help: "Files with machines to take after.",
        completion: .file()
    )
    var inventory: [String] = []

    @Option(help: "The release of the machines in dpkg files.")
    var stream = "debian:12"

    @Option(help: "How many seconds lie between two check-ins of a device.")
    var poll = 5.0

    @Option(help: "End after so many seconds. (default: when all is done)")
    var duration: Double?

    @Option(help: "End when nothing was left to do for so many seconds.")
    var settle = 10.0

    @Option(help: "How many calls are under way at once.")
    var concurrency = 64

    @Option(help: "The SHA-256 fingerprint of the server's certificate; no other is trusted.")
    var pin: String?

    @Option(help: "A PEM file of the authorities that are trusted.", completion: .file())
    var caFile: String?

    @Option(help: "What the names of the devices begin with; a number follows.")
    var namePrefix = "sim"

    @Option(help: "How long work takes, as a share of what it takes on real machines.")
    var workScale = 0.005

    @Flag(help: "Print one line of JSON.")
    var json = false

    func validate() throws {
        let times = [("--poll", poll), ("--settle", settle), ("--duration", duration ?? 0)]
        for (name, value) in times where !(0...Double(Self.secondsMax)).contains(value) {
            throw ValidationError("\(name) takes 0 to \(Self.secondsMax) seconds")
        }
        if devices > Self.devicesMax {
            throw ValidationError("--devices takes 1 to \(Self.devicesMax)")
        }
        if pin != nil, caFile != nil {
            throw ValidationError("give --pin or --ca-file, not both")
        }
    }

    /// A year.
    private static let secondsMax = 31_536_000
    /// What the addresses of one private network (RFC 1918, 10/8) suffice for.
    private static let devicesMax = 16_777_215

    func run() async throws {
        do {
            let fleet = try ClientFleet(try settings(), stock: try stock(), time: Self.time)
            let summary = try await Stopping.bySignal {
                try await fleet.run { Self.show($0) }
            }
            if Self.isWatched { Self.write("\r\u{1B}[K") }
            if json { try Output.json(summary) } else { try Output.write(summary.text.utf8) }
            if !summary.isGood { throw ExitCode.failure }
        } catch let failure as SimulationFailure {
            if Self.isWatched { Self.write("\r\u{1B}[K") }
            Output.notice("thimble: \(failure)")
            throw ExitCode(failure.status)
        }
    }
}

extension Simulate {
    private static var time: SimulationTime {
        let start = ContinuousClock.now
        return SimulationTime(
            wall: SystemClock(),
            elapsed: { start.duration(to: .now) },
            sleep: SystemClock.sleep
        )
    }

    private static let isWatched = isatty(STDERR_FILENO) == 1

    private static func show(_ summary: SimulationSummary) {
        if isWatched { write("\r\u{1B}[K\(summary.line)") }
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

extension SimulationFailure {
    /// The status of sysexits.h.
    fileprivate var status: Int32 {
        switch self {
        case .wrongSetting: 64
        case .unreachable: 69
        case .untrusted, .notAdmitted: 77
        }
    }
}
