// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// A certificate for the loopback address that vouches for itself.
struct ServerCertificate {
    let folder: TemporaryDirectory
    /// The command line of a server that shows it.
    var options: [String] {
        ["--tls-cert", folder.path("cert.pem"), "--tls-key", folder.path("key.pem")]
    }
    /// The file that clients trust it by.
    var path: String { folder.path("cert.pem") }

    init() async throws {
        folder = try TemporaryDirectory(prefix: "tls")
        let words =
            ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt"]
            + ["ec_paramgen_curve:prime256v1", "-days", "2", "-subj", "/CN=thimble"]
            + ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path("key.pem")]
        try await ShellCommand.run("openssl", words + ["-out", path]).requireSuccess()
    }

    /// Its SHA-256, in lower-case hexadecimal.
    func fingerprint() async throws -> String {
        let words = ["x509", "-in", path, "-noout", "-fingerprint", "-sha256"]
        let line = try await ShellCommand.run("openssl", words).requireSuccess().output
        let value = line.split(separator: "=").last ?? ""
        return value.filter(\.isHexDigit).lowercased()
    }
}
