// SPDX-License-Identifier: Apache-2.0
package import Logging

extension Agent {
    /// How much the agent logs.
    package enum LogDetail: Sendable {
        /// Only what is odd or has failed.
        case warnings
        /// What is done, a line each.
        case normal
        /// What is decided too.
        case verbose
    }

    /// Starts structured logging to standard error and returns the logger.
    ///
    /// To be called once.
    package static func startLogging(_ detail: LogDetail) -> Logger {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            switch detail {
            case .warnings: handler.logLevel = .warning
            case .normal: handler.logLevel = .info
            case .verbose: handler.logLevel = .debug
            }
            return handler
        }
        return Logger(label: "thimble-agent")
    }
}
