// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The folder in which an agent keeps all that it must remember.
///
///     identity.json    who this machine is to its server, and what it trusts
///     key              the machine's own Ed25519 private key, in base64
///     ca.pem           the certificates given with --ca-file
///     inventory.json   the canonical bytes of the last inventory
///     scan.json        when it was read, its digest, the need for a restart
///     contact.json     when the server last answered, and how far the clocks are apart
///     journal/         one folder an order
///     postpone.json    a user's wish to put off what waits
///     lock             held by `run`
///
/// Each file is replaced in one step. Safe for several processes, apart from `run`, of which there
/// is one at a time.
package struct StateDirectory: Sendable {
    /// Where it usually is.
    package static let defaultPath = "/var/lib/thimble-agent"

    /// The absolute path without a slash at its end.
    package let path: String

    /// Names a folder; a relative path counts from the working folder.
    package init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The folder of the journal.
    package var journalPath: String { path + "/journal" }
    /// The copy of the certificates that were given at enrolment.
    package var certificatesPath: String { path + "/ca.pem" }

    /// The path of one of the files.
    func file(_ name: String) -> String { path + "/" + name }

    /// Makes the folder, readable by its owner alone.
    package func create() throws {
        try DurableFile.makeFolder(path)
    }

    /// Takes the lock of `run`; it is given back when the value goes away.
    ///
    /// - Throws: ``AgentFailure/alreadyRunning(state:)``.
    func lock() throws -> FileLock {
        guard let lock = try FileLock(file("lock")) else {
            throw AgentFailure.alreadyRunning(state: path)
        }
        return lock
    }

    /// Reads one of the JSON files; `nil` where there is none.
    func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value? {
        guard let bytes = try DurableFile.read(file(name)) else { return nil }
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            throw AgentFailure.damagedState(path: file(name), reason: "\(error)")
        }
    }

    /// Replaces one of the JSON files.
    func write(_ value: some Encodable, _ name: String) throws {
        try DurableFile.write(try Self.encoded(value), to: file(name))
    }

    /// JSON with sorted keys, for people who look into the folder.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
