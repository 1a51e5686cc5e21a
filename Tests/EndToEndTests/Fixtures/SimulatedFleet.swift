// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Devices that `thimble simulate` plays at a server, all of which lack the same updates.
struct SimulatedFleet: Sendable {
    /// The version that is installed, or an older one on some of them.
    private static let old = "1.0-1"
    /// Packages that the simulation takes from no machine.
    private static let packages = ["bash", "coreutils", "tar"]

    /// The updates, for the repository that the server knows.
    static let updates = packages.map { DebPackage(name: $0, version: "1.0-2") }

    /// How many devices there are.
    let count: Int
    /// The process that plays them.
    let process: ChildProcess
    private let folder: TemporaryDirectory

    /// Starts the devices; they enrol by themselves, and trust the authority in a file where one is
    /// named.
    init(
        of count: Int,
        at server: RunningServer,
        seed: UInt64,
        faults: String,
        trusting authority: String? = nil
    ) async throws {
        self.count = count
        folder = try TemporaryDirectory(prefix: "fleet")
        let rows = Self.packages.map { name in
            """
            {"name":"\(name)","arch":"amd64","source":"\(name)","version":"\(Self.old)"}
            """
        }
        let machine = """
            {"devices":[{"name":"m","stream":"debian:12","arch":"amd64","packages":\
            [\(rows.joined(separator: ","))]}]}
            """
        let inventory = try folder.write(machine, to: "machine.json")
        // A lost answer to an enrolment costs another use.
        let token = try await server.enrolmentToken(uses: 2 * count)
        let whom = ["--server", server.url, "--enroll-token", token, "--devices", "\(count)"]
        let how = ["--seed", "\(seed)", "--faults", faults, "--inventory", inventory]
        // It must not take a moment without work for the end.
        let when = ["--poll", "1", "--work-scale", "0.008", "--settle", "3600"]
        let trust = authority.map { ["--ca-file", $0] } ?? []
        process = try Program.start("thimble", ["simulate", "--json"] + whom + how + when + trust)
    }

    /// Waits until the server knows that so many devices lack something.
    func waitUntilOutdated(_ home: Home, devices wanted: Int) async throws {
        let goal = "\(wanted) devices are scanned"
        try await eventually(goal, within: .seconds(240), every: .seconds(1)) {
            try #require(process.exitStatus == nil, "\(process.errors)")
            let text = try await home.thimble("findings", "--state", "missing", "--json")
            let names = try JSONDocument.lines(text).compactMap(\.["device"].text)
            return Set(names).count == wanted
        }
    }

    /// Ends the devices and returns what they say of themselves.
    func end() async throws -> JSONDocument {
        let status = try await process.stop(within: .seconds(120))
        try #require(status == .exited(0), "\(process.output)\(process.errors)")
        return try JSONDocument(process.output)
    }
}
