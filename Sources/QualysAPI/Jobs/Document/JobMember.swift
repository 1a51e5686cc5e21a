// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// One member of a job: its name, what it may be, and what it is where nobody says.
struct JobMember: Sendable {
    /// What `null` means in a change.
    enum NullRule: Sendable {
        /// The default.
        case fallback
        /// Nothing: the member keeps its value.
        case kept
    }

    /// Who gives it its value.
    enum Source: Sendable {
        /// The client.
        case client
        /// The server alone; what a client sends is ignored, so that a job that was read can be
        /// sent back as it is.
        case server
    }

    /// The name that is shown.
    let name: String
    /// Other names that clients send.
    let spellings: [String]
    /// What it may be.
    let value: JobValue
    /// What it is where nobody says.
    let fallback: JSONValue
    /// What `null` means.
    let onNull: NullRule
    /// Who gives it its value.
    let source: Source

    /// A member that clients set.
    init(
        _ name: String,
        _ value: JobValue,
        or fallback: JSONValue? = nil,
        onNull: NullRule = .fallback,
        spellings: [String] = []
    ) {
        self.name = name
        self.spellings = spellings
        self.value = value
        self.fallback = fallback ?? value.empty
        self.onNull = onNull
        source = .client
    }

    /// A member that the server sets; the value is its empty form.
    static func server(_ name: String, _ value: JSONValue = .null) -> Self {
        Self(server: name, value)
    }

    private init(server name: String, _ value: JSONValue) {
        self.name = name
        spellings = []
        self.value = .anything
        fallback = value
        onNull = .fallback
        source = .server
    }

    /// Its value after a change, in the form that is shown.
    ///
    /// - Parameters:
    ///   - former: What it was.
    ///   - changes: What the object that holds it says in a body.
    ///   - path: The names of the objects around it, with a dot after each.
    /// - Returns: The value, or `former` where the body does not say anything.
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place.
    func merged(
        _ former: JSONValue,
        _ changes: JobChanges,
        in path: String
    ) throws(DomainError) -> JSONValue {
        guard source == .client, let sent = changes.value(of: [name] + spellings) else {
            return former
        }
        guard !value.isAbsent(sent) else { return onNull == .kept ? former : fallback }
        return try value.read(sent, former, at: path + name)
    }
}
