// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The exit codes of the program beside 0.
enum FailureCode: Int32 {
    /// Something failed.
    case failure = 1
    /// An argument is wrong.
    case usage = 2
    /// The machine is not enrolled.
    case notEnrolled = 3
    /// The server gave no answer.
    case unreachable = 4
    /// The program was replaced and is to be started again (`EX_TEMPFAIL` of sysexits(3head)).
    case startAgain = 75

    /// The code for an error of the agent; `nil` for an error of the argument parser.
    init?(_ error: any Error) {
        switch error {
        case let failure as AgentFailure:
            switch failure {
            case .notEnrolled: self = .notEnrolled
            case .invalidArgument: self = .usage
            case .alreadyEnrolled, .alreadyRunning, .orderUnderWay, .damagedState,
                .unusableProgram, .nothingToPostpone, .notAvailable:
                self = .failure
            }
        case ServerError.unreachable:
            self = .unreachable
        case is ServerError, is PackageManagerFailure, is FileFailure, is CancellationError:
            self = .failure
        default:
            // What the parser throws has an exit code of its own, and so has nothing else.
            guard ThimbleAgent.exitCode(for: error) == .failure else { return nil }
            self = .failure
        }
    }
}
