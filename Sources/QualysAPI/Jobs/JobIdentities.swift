// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// The jobs that a call about several names: `{"ids": […]}`, a bare list, or `?ids=a,b`.
struct JobIdentities: Sendable {
    /// The most jobs of a call.
    static let countMax = 1_000

    /// What was sent for each, once, in order.
    let texts: [String]

    /// The parameter of the query.
    static let parameter = Parameter.list(
        "ids",
        of: .string(lengthMax: 64),
        // As many as an address has room for.
        countMax: 200,
        summary: "The UUIDs of the jobs, where the body does not name them."
    )

    /// Names jobs.
    init(texts: [String]) { self.texts = texts }

    /// Reads a call that declares ``parameter``, and whose body is read by hand.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` where it names no job, too many, or something
    ///   that is no text.
    init(_ call: EndpointCall) throws(DomainError) {
        var found = call.strings(Self.parameter.name)
        if let json = call.json { found += try Self.texts(of: json) }
        guard !found.isEmpty else {
            throw DomainError(.requestInvalid, subject: "body ids: names no job")
        }
        guard found.count <= Self.countMax else {
            throw DomainError(
                .requestInvalid,
                subject: "body ids: must have at most \(Self.countMax) elements"
            )
        }
        var passed: Set<String> = []
        texts = found.filter { passed.insert($0.lowercased()).inserted }
    }

    private static func texts(of json: JSONValue) throws(DomainError) -> [String] {
        let list = json.members.map { $0.value(anyCase: "ids") ?? .null } ?? json
        switch list {
        case .null: return []
        case .string(let text):
            return text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        case .array(let elements):
            var texts: [String] = []
            for element in elements {
                guard let text = element.text else { throw refusal }
                texts.append(text)
            }
            return texts
        default: throw refusal
        }
    }

    private static var refusal: DomainError {
        DomainError(.requestInvalid, subject: "body ids: must be a list of UUIDs")
    }

    /// Those that can be identities at all.
    var identities: [Deployment.Identity] { texts.compactMap { Deployment.Identity($0) } }
}
