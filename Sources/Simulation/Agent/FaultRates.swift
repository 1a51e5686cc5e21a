// SPDX-License-Identifier: Apache-2.0

/// How often things go wrong.
///
/// What is said of a call, an order, an installation or a restart is a probability, 0 ... 1; what
/// is said of a day is how often it happens to one device in a day.
package struct FaultRates: Sendable, Equatable {
    /// A call does not reach the server.
    package var requestLost = 0.0
    /// The server acts on a call, and its answer is lost; so it is when the server is killed
    /// between its transaction and its answer.
    package var replyLost = 0.0
    /// A call reaches the server twice.
    package var requestTwice = 0.0
    /// An order is in an answer twice.
    package var orderTwice = 0.0
    /// The server is killed in the middle of a transaction.
    package var serverKilled = 0.0
    /// A download takes hours, or for ever.
    package var downloadStuck = 0.0
    /// The package manager fails.
    package var installFails = 0.0
    /// The package manager says that all is well, and nothing has changed.
    package var installLies = 0.0
    /// A script fails.
    package var scriptFails = 0.0
    /// A device does not come back from a restart for a day.
    package var rebootLate = 0.0
    /// A device never comes back from a restart.
    package var rebootFatal = 0.0
    /// The machine's package database cannot be read after the work.
    package var scanFails = 0.0
    /// A device's clock is wrong by up to 30 hours.
    package var clockWrong = 0.0
    /// In a day, the agent is killed and started again.
    package var killedPerDay = 0.0
    /// In a day, the device is switched off for hours or days.
    package var silentPerDay = 0.0
    /// In a day, the device is restarted by someone.
    package var restartedPerDay = 0.0
    /// In a day, the server's own clockwork stands still for hours.
    package var ticksMissedPerDay = 0.0

    /// Nothing goes wrong.
    package static let none = FaultRates()

    /// What a well-kept fleet sees.
    package static let light: FaultRates = {
        var rates = FaultRates()
        rates.requestLost = 0.01
        rates.replyLost = 0.01
        rates.requestTwice = 0.005
        rates.orderTwice = 0.01
        rates.serverKilled = 0.002
        rates.downloadStuck = 0.01
        rates.installFails = 0.03
        rates.installLies = 0.01
        rates.scriptFails = 0.02
        rates.rebootLate = 0.01
        rates.rebootFatal = 0.002
        rates.scanFails = 0.005
        rates.clockWrong = 0.05
        rates.killedPerDay = 0.05
        rates.silentPerDay = 0.02
        rates.restartedPerDay = 0.1
        rates.ticksMissedPerDay = 0.02
        return rates
    }()

    /// More than any fleet sees.
    package static let heavy: FaultRates = {
        var rates = FaultRates()
        rates.requestLost = 0.08
        rates.replyLost = 0.1
        rates.requestTwice = 0.05
        rates.orderTwice = 0.1
        rates.serverKilled = 0.02
        rates.downloadStuck = 0.08
        rates.installFails = 0.15
        rates.installLies = 0.08
        rates.scriptFails = 0.1
        rates.rebootLate = 0.08
        rates.rebootFatal = 0.03
        rates.scanFails = 0.05
        rates.clockWrong = 0.3
        rates.killedPerDay = 0.6
        rates.silentPerDay = 0.15
        rates.restartedPerDay = 0.3
        rates.ticksMissedPerDay = 0.3
        return rates
    }()
}

extension FaultRates {
    /// Each rate by the name under which it can be given.
    package static let names:
        [(name: String, path: any WritableKeyPath<FaultRates, Double> & Sendable)] = [
            ("request-lost", \.requestLost), ("reply-lost", \.replyLost),
            ("request-twice", \.requestTwice), ("order-twice", \.orderTwice),
            ("server-killed", \.serverKilled), ("download-stuck", \.downloadStuck),
            ("install-fails", \.installFails), ("install-lies", \.installLies),
            ("script-fails", \.scriptFails), ("reboot-late", \.rebootLate),
            ("reboot-fatal", \.rebootFatal), ("scan-fails", \.scanFails),
            ("clock-wrong", \.clockWrong), ("killed-per-day", \.killedPerDay),
            ("silent-per-day", \.silentPerDay), ("restarted-per-day", \.restartedPerDay),
            ("ticks-missed-per-day", \.ticksMissedPerDay),
        ]

    /// Why a text names no rates.
    package struct Malformed: Error, CustomStringConvertible {
        /// The sentence.
        package let description: String
    }

    /// Reads `none`, `light`, `heavy`, or `name=rate` pairs with commas between them.
    ///
    /// - Throws: ``Malformed``.
    package init(_ text: String) throws {
        switch text {
        case "none": self = .none
        case "light": self = .light
        case "heavy": self = .heavy
        default:
            self = .none
            for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
                let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2, let rate = Double(parts[1]), rate >= 0, rate.isFinite else {
                    throw Malformed(description: "'\(pair)' is not of the form name=rate")
                }
                guard let path = Self.names.first(where: { $0.name == parts[0] })?.path else {
                    let known = Self.names.map(\.name).joined(separator: ", ")
                    throw Malformed(description: "there is no rate '\(parts[0])'; known: \(known)")
                }
                let isShare = !parts[0].hasSuffix("-per-day")
                guard !isShare || rate <= 1 else {
                    throw Malformed(description: "\(parts[0]): \(rate) is not in 0...1")
                }
                self[keyPath: path] = rate
            }
        }
    }
}
