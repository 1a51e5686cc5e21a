// SPDX-License-Identifier: Apache-2.0

/// Why the agent cannot go on; every case has its own exit code and a next step where there is one.
package enum AgentFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The state folder holds no enrolment.
    case notEnrolled(state: String)
    /// The state folder already holds an enrolment and nobody asked to replace it.
    case alreadyEnrolled(state: String, server: String)
    /// Another agent works with the same state folder.
    case alreadyRunning(state: String)
    /// An order is being acted on, so the enrolment cannot be replaced.
    case orderUnderWay
    /// A file of the state folder cannot be understood.
    case damagedState(path: String, reason: String)
    /// A new build of the agent must not take the old one's place.
    case unusableProgram(String)
    /// There is nothing that could be put off, or it may not be.
    case nothingToPostpone(String)
    /// No patch of this name or identity is offered for self-service.
    case notAvailable(patch: String)
    /// An argument has a value that cannot be used.
    case invalidArgument(String)

    /// What is wrong and what to do about it, in one line.
    package var description: String {
        switch self {
        case .notEnrolled(let state):
            "no enrolment in \(state): call `thimble-agent enroll` first"
        case .alreadyEnrolled(let state, let server):
            "\(state) is already enrolled at \(server); --force replaces that enrolment"
        case .alreadyRunning(let state):
            "another agent is running on \(state)"
        case .orderUnderWay:
            "an order is being acted on; let `thimble-agent run` finish it first"
        case .damagedState(let path, let reason):
            "\(path) cannot be read: \(reason)"
        case .unusableProgram(let reason):
            "the new program cannot be used: \(reason)"
        case .nothingToPostpone(let reason):
            reason
        case .notAvailable(let patch):
            "\(patch) is not offered for this machine; `thimble-agent available` lists what is"
        case .invalidArgument(let text):
            text
        }
    }
}
