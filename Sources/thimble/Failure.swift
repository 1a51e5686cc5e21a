// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Foundation

/// How failures leave the command line: a sentence on standard error and an exit status.
enum Failure {
    /// Ends the process.
    static func exit(_ error: any Error) -> Never {
        guard let failure = error as? DomainError else { Thimble.exit(withError: error) }
        Output.notice("thimble: \(failure.description)")
        Thimble.exit(withError: ExitCode(status(failure.code.kind)))
    }

    /// The status of sysexits.h that fits a kind of failure.
    private static func status(_ kind: DomainError.Kind) -> Int32 {
        switch kind {
        case .notFound: 66
        case .invalid: 65
        case .unauthenticated, .forbidden: 77
        case .unavailable: 69
        case .throttled: 75
        case .conflict, .internalFault: 1
        }
    }
}
