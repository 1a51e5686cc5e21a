// SPDX-License-Identifier: Apache-2.0
import Domain

/// Reads one CVRF document (CVRF 1.1) of the Microsoft Security Response Center.
///
/// Feed the text in chunks of any size; each vulnerability is handed out when it ends.
struct MSRCDocument {
    private let name: String
    private var reader: XMLReader
    private var elements = MSRCElements()

    /// Makes a reader; `name` stands for the document in errors.
    init(name: String) {
        self.name = name
        reader = XMLReader(name: name)
    }

    /// When the document was changed last; `nil` where it does not say.
    var releasedAt: Timestamp? { elements.releasedAt }

    /// Takes the next bytes and hands out the vulnerabilities that end in them, each with the names
    /// of the products by their ids.
    ///
    /// Throws what `body` throws, and `.feedMalformed` with the line.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer,
        _ body: (MSRCVulnerability, [String: String]) throws -> Void
    ) throws {
        do {
            try reader.feed(chunk) { [name] event, line in
                let ended: MSRCVulnerability?
                do throws(MSRCElements.Fault) {
                    ended = try elements.take(event)
                } catch {
                    throw DomainError.malformed(name, line: line, error.what)
                }
                if let ended { try body(ended, elements.products) }
            }
        } catch let error as DomainError {
            throw refusal(error)
        }
    }

    /// Ends the document; throws `.feedMalformed` for one that was cut off or has nothing in it.
    func finish() throws {
        do {
            try reader.finish()
        } catch let error as DomainError {
            throw refusal(error)
        }
        guard elements.vulnerabilities > 0 else {
            throw DomainError.malformed(name, line: nil, "it names no vulnerability")
        }
    }

    /// What has no element of a CVRF document so far is perhaps none, so what is expected is said.
    private func refusal(_ error: DomainError) -> DomainError {
        guard !elements.hasRoot, error.code == .feedMalformed else { return error }
        return DomainError(
            .feedMalformed,
            subject: error.subject,
            hint: "a CVRF document of the Microsoft Security Response Center is expected"
        )
    }
}
