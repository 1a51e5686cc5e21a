// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a request body as an endpoint's rule says.
enum BodyReading {
    /// Reads and parses the body.
    ///
    /// Throws `requestTooLarge` as soon as the limit is passed (before the first byte, where the
    /// client announces the length), `requestInvalid` for a missing or malformed body.
    static func body(of request: Request, rule: BodyRule) async throws -> CallBody {
        guard !rule.encodings.isEmpty else { return .none }
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }),
            announced > rule.maxBytes
        {
            throw tooLarge(rule)
        }
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: rule.maxBytes)
        } catch is NIOTooManyBytesError {
            throw tooLarge(rule)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "body: the connection broke",
                underlying: error
            )
        }
        return try decode(bytes, contentType: request.headers[.contentType], rule: rule)
    }

    private static func decode(
        _ bytes: ByteBuffer,
        contentType: String?,
        rule: BodyRule
    ) throws -> CallBody {
        if bytes.readableBytes == 0 {
            guard !rule.isRequired else {
                throw DomainError(.requestInvalid, subject: "body: missing")
            }
            return rule.encodings == [.raw] ? .raw(bytes) : .none
        }
        switch encoding(of: bytes, contentType: contentType, rule: rule) {
        case .json:
            do {
                return .json(try JSONValue.parse(bytes))
            } catch {
                throw DomainError(body: error)
            }
        case .form:
            let items = bytes.withUnsafeReadableBytes { raw in
                raw.withMemoryRebound(to: UInt8.self) { bytes in
                    Result { () throws(DomainError) in try FormText.items(bytes, of: "body") }
                }
            }
            return .form(try items.get())
        case .raw:
            return .raw(bytes)
        }
    }

    /// The encoding of a body.
    ///
    /// Where an endpoint takes only one, the content type is not looked at: `curl -d` and many
    /// scripts send JSON under the type of forms.
    private static func encoding(
        of bytes: ByteBuffer,
        contentType: String?,
        rule: BodyRule
    ) -> BodyRule.Encoding {
        if let only = rule.encodings.first, rule.encodings.count == 1 { return only }
        if let contentType {
            let type = ASCII.lowercased(contentType)
            if type.hasPrefix("application/json") { return .json }
        }
        let start = bytes.readableBytesView.first {
            $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D
        }
        return start == UInt8(ascii: "{") || start == UInt8(ascii: "[") ? .json : .form
    }

    private static func tooLarge(_ rule: BodyRule) -> DomainError {
        DomainError(.requestTooLarge, subject: "body: more than \(rule.maxBytes) bytes")
    }
}
