// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What `thimble serve` takes from options, variables and a file, and what it says at its start.
@Suite(.timeLimit(.minutes(10)))
struct ServeConfigurationTests {
    @Test("an option wins over a variable, a variable over the file")
    func hasPrecedence() async throws {
        let folder = try TemporaryDirectory()
        let places = ["flag", "variable", "file"].map { folder.path($0) }
        let file = try folder.write(
            "{\"data\": \"\(places[2])\", \"listen\": \"127.0.0.1:0\"}",
            to: "settings.json"
        )
        let calls: [(arguments: [String], environment: [String: String?])] = [
            (["--data", places[0]], ["THIMBLE_DATA": places[1]]),
            ([], ["THIMBLE_DATA": places[1]]), ([], [:]),
        ]
        for (place, call) in zip(places, calls) {
            let process = try Program.start(
                "thimble",
                ["serve", "--config", file] + call.arguments,
                environment: call.environment
            )
            _ = try await RunningServer.address(of: process)
            #expect(FileManager.default.fileExists(atPath: place + "/thimble.sqlite"))
            #expect(try await process.stop(within: .seconds(120)) == .exited(0))
            try FileManager.default.removeItem(atPath: place)
        }
        #expect(!places.contains { FileManager.default.fileExists(atPath: $0) })
    }

    @Test(
        "a setting that cannot be used is named",
        arguments: [
            (["--listen", "here"], "listen: here"), (["--listen", "127.0.0.1:70000"], "listen: "),
            (["--log-level", "loud"], "log-level: loud"), (["--tls-cert", "x.pem"], "tls-cert"),
            (["--inventory-max-age-days", "0"], "inventory-max-age-days"),
            (["--feed-max-age-days", "366"], "feed-max-age-days: 1 to 365"),
            (["--database-url", "postgres://db/x"], "database-url"),
            (["--config", "/no/such/settings.json"], "/no/such/settings.json"),
        ]
    )
    func refusesSettings(arguments: [String], place: String) async throws {
        try await expectRefusal(arguments, place)
    }

    @Test("a variable that cannot be used is named")
    func refusesVariables() async throws {
        for (name, value) in [
            ("THIMBLE_INVENTORY_MAX_AGE_DAYS", "soon"), ("THIMBLE_LOG_LEVEL", "loud"),
        ] {
            let place = name.dropFirst("THIMBLE_".count).lowercased().replacing("_", with: "-")
            try await expectRefusal([], place, environment: [name: value])
        }
    }

    @Test(
        "a file that cannot be used is refused with what is wrong",
        arguments: [
            ("{\"log\": {\"level\": \"loud\"}}", "log-level: loud"),
            ("{\"listen\": 8080}", "listen"), ("{\"listen\": ", "settings.json"),
            ("[]", "settings.json"),
        ]
    )
    func refusesFiles(text: String, place: String) async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write(text, to: "settings.json")
        let data = ["--data", folder.path("data")]
        try await expectRefusal(["--config", file], place, always: data)
    }

    private func expectRefusal(
        _ arguments: [String],
        _ place: String,
        environment: [String: String?] = [:],
        always: [String]? = nil
    ) async throws {
        let home = try Home()
        let safe = always ?? ["--data", home.data, "--listen", "127.0.0.1:0"]
        let process = try Program.start(
            "thimble",
            ["serve"] + safe + arguments,
            environment: environment
        )
        let status = try await process.waitForExit(within: .seconds(240))
        #expect(status == .exited(65), "\(process.errors)")
        #expect(process.errors.contains(place), "\(process.errors)")
    }

    @Test("a second server on the same folder is refused while commands work on")
    func allowsOneServer() async throws {
        let server = try await RunningServer.start()
        let second = try await server.home.call("serve", ["--listen", "127.0.0.1:0"])
        #expect(second.status == .exited(69))
        #expect(second.errors.contains("storage.busy: data folder \(server.home.data)"))
        #expect(try await server.curl("/readyz").status == 200)
        try await server.home.thimble("audit verify")
        // The claim ends with the process, however it ends.
        try await server.kill()
        let third = try await RunningServer.start(server.home)
        #expect(try await third.process.stop(within: .seconds(120)) == .exited(0))
    }

    @Test("the admin's password is shown at the first start and never again")
    func showsPasswordOnce() async throws {
        let words = "The user admin was made; its password is "
        let home = try Home()
        let first = try await RunningServer.start(home)
        let line = first.process.output.split(separator: "\n").first { $0.hasPrefix(words) }
        let password = try #require(line).dropFirst(words.count)
        #expect(password.count >= 16)
        #expect(try await first.process.stop(within: .seconds(120)) == .exited(0))
        #expect(!first.process.errors.contains(password))
        let second = try await RunningServer.start(home)
        #expect(!second.process.output.contains("password"))
        // Only its hash is kept.
        for name in try FileManager.default.contentsOfDirectory(atPath: home.data) {
            let path = URL(fileURLWithPath: home.data).appendingPathComponent(name)
            let bytes = try Data(contentsOf: path)
            #expect(bytes.range(of: Data(password.utf8)) == nil, "\(name)")
        }
    }

    @Test("a password from the environment is taken and not shown")
    func takesPassword() async throws {
        let password = "correct horse battery"
        let home = try Home()
        let server = try await RunningServer.start(
            home,
            environment: ["THIMBLE_ADMIN_PASSWORD": password]
        )
        #expect(!server.process.output.contains("password"))
        #expect(try await home.audit("user.make").count == 1)
        _ = try await PatchClient(server)
        #expect(try await server.process.stop(within: .seconds(120)) == .exited(0))
        #expect(!(server.process.output + server.process.errors).contains(password))
    }

    @Test("files of the data folder are their owner's alone")
    func keepsFilesPrivate() async throws {
        let server = try await RunningServer.start()
        let files = FileManager.default
        for path in [server.home.data, server.home.data + "/order.key"] {
            let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(try #require(mode) & 0o077 == 0, "\(path)")
        }
    }
}
