// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `enroll`: makes the machine known to a server.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Makes this machine known to a server, once.",
        discussion: """
            Makes a key for this machine, and pins the key that signs the server's orders. A \
            self-signed certificate is pinned too and its fingerprint printed: compare it with the \
            one that the server printed at its start.

            Example: thimble-agent enroll --server https://patch.example.test:8443 --token T
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "The server's address.")
    var server: String

    @Option(name: .long, help: "The one-time token from `thimble enroll-token create`.")
    var token: String

    @Option(name: .long, help: "The name to appear under (default: the host's name).")
    var name: String?

    @Option(
        name: .customLong("ca-file"),
        help: "Trust certificates of these authorities (PEM)."
    )
    var authorities: String?

    @Option(name: .long, help: "Trust only the certificate with this SHA-256 fingerprint.")
    var pin: String?

    @Flag(name: .long, help: "Replace an enrolment that is there.")
    var force = false

    @Flag(name: .long, help: "Print the enrolment as JSON.")
    var json = false

    func validate() throws {
        if authorities != nil, pin != nil {
            throw ValidationError("--ca-file and --pin exclude each other")
        }
    }

    func run() async throws {
        var trust = Enrolment.Trust.onFirstUse
        if let authorities { trust = .authorities(path: authorities) }
        if let pin { trust = .fingerprint(pin) }
        let identity = try await Enrolment(
            state: common.stateDirectory,
            root: common.root,
            server: server,
            token: token,
            name: name,
            trust: trust,
            isForced: force
        ).perform()
        if json {
            print(try Agent.json(identity))
            return
        }
        if let text = identity.certificateFingerprint {
            print("pinned the server's certificate, SHA-256 \(try CertificateFingerprint(text))")
        }
        print("enrolled as \(identity.name) (\(identity.device)) at \(identity.server)")
    }
}
