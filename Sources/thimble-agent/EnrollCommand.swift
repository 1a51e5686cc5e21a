// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Foundation

/// The verb `enroll`: makes the machine known to a server.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Makes this machine known to a server, once.",
        discussion: """
            Makes a key for this machine, and pins the key that signs the server's orders. A \
            self-signed certificate is pinned too and its fingerprint printed: compare it with \
            `openssl x509 -noout -fingerprint -sha256 -in FILE` at the server. A machine that \
            enrols again under its name keeps its place there and gets a new key.

            Example: thimble-agent enroll --server https://patch.example.test:8443 --token T
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "The server's address, with http:// or https:// before it.")
    var server: String

    @Option(name: .long, help: "The token from `thimble enroll-token create`.")
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

    @Option(
        name: .long,
        help:
            "The HTTP proxy as http://[USER:PASSWORD@]HOST:PORT, or none (default: by HTTPS_PROXY)."
    )
    var proxy: String?

    @Option(
        name: .customLong("reboot-command"),
        help: "Call this program to restart the machine; its argument is restart or shutdown."
    )
    var rebootCommand: String?

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
            root: Agent.absolutePath(common.root ?? "/"),
            server: server,
            token: token,
            name: name,
            trust: trust,
            proxy: proxy,
            rebootCommand: rebootCommand.map(Agent.programPath),
            isForced: force
        ).perform()
        if json {
            print(try Agent.json(EnrolAnswer(identity)))
            return
        }
        if let text = identity.certificateFingerprint {
            print("pinned the server's certificate, SHA-256 \(try CertificateFingerprint(text))")
        }
        print("enrolled as \(identity.name) (\(identity.device.text)) at \(identity.server)")
    }
}

/// What `enroll --json` prints.
private struct EnrolAnswer: Encodable {
    let device: String
    let name: String
    let server: String
    let orderKey: Data
    let certificateFingerprint: String?
    let usesOwnAuthorities: Bool
    let enrolledAt: Int64

    init(_ identity: Identity) {
        device = identity.device.text
        name = identity.name
        server = identity.server
        orderKey = identity.orderKey
        certificateFingerprint = identity.certificateFingerprint
        usesOwnAuthorities = identity.usesOwnAuthorities
        enrolledAt = identity.enrolledAt
    }
}
