// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Fetches files over HTTP and HTTPS into files, up to a size.
struct HTTPDownload: Sendable {
    /// How long one file may take.
    private static let timeout = TimeAmount.minutes(30)

    /// Receives the progress.
    private let progress: FeedProgress.Report?
    private let client: HTTPClient

    /// Lends a client that is shut down afterwards.
    ///
    /// A server that does not answer is an error at once: an import can be repeated.
    static func lend<Return>(
        progress: FeedProgress.Report?,
        _ body: (HTTPDownload) async throws -> Return
    ) async throws -> Return {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(20), read: .seconds(60))
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await body(HTTPDownload(progress: progress, client: client))
        }
    }

    /// Fetches an address into a file; `false` where the server has no such file.
    ///
    /// Redirections are followed. Throws `.feedUnavailable` for any other answer, for a file larger
    /// than `limit` bytes and where the server cannot be reached.
    func fetch(_ address: String, to path: String, limit: Int64) async throws -> Bool {
        let shown = AptAddress.withoutCredentials(address)
        var request = HTTPClientRequest(url: shown)
        if let (user, password) = AptAddress.credentials(address) {
            request.setBasicAuth(username: user, password: password)
        }
        do {
            let response = try await client.execute(request, timeout: Self.timeout)
            switch response.status.code {
            case 200: try await save(response.body, of: shown, to: path, limit: limit)
            // Object stores without the right to list answer 403 for what is not there.
            case 403, 404, 410: return false
            default: throw failure(shown, "HTTP status \(response.status.code)")
            }
            return true
        } catch let error as DomainError {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            throw failure(shown, "\(error)", error)
        }
    }

    private func save(
        _ body: HTTPClientResponse.Body,
        of address: String,
        to path: String,
        limit: Int64
    ) async throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw failure(address, "cannot write to \(path)") }
        defer { try? file.close() }
        var done: Int64 = 0
        for try await buffer in body {
            done += Int64(buffer.readableBytes)
            guard done <= limit else { throw failure(address, "more than \(limit) bytes") }
            try file.write(contentsOf: Data(buffer: buffer))
            progress?(FeedProgress(item: address, doneBytes: done, totalBytes: nil))
        }
    }

    private func failure(
        _ address: String,
        _ what: String,
        _ cause: (any Error)? = nil
    ) -> DomainError {
        DomainError(.feedUnavailable, subject: "\(address): \(what)", underlying: cause)
    }
}
