// SPDX-License-Identifier: Apache-2.0

/// How often a failed device tries again, and when.
///
/// The waits grow by a factor: with a first of 15 minutes and a factor of 2 they are 15, 30, 60
/// minutes and so on, up to the longest.
package struct RetryPolicy: Codable, Hashable, Sendable {
    /// How often at most, 0 to 10; 0 means never.
    package var count: Int
    /// How many of them may come when the machine starts, 0 to 9 and no more than `count`.
    package var perStartup: Int
    /// How many of them may come at the agent's regular check-ins, 0 to 9 and no more than `count`.
    package var perRefresh: Int
    /// The wait after the first failure, in seconds, 0 to 604,800.
    package var firstDelaySeconds: Int
    /// What each further wait is multiplied with, 1 to 10.
    package var factor: Int
    /// The longest wait, in seconds, 0 to 604,800.
    package var delayMaxSeconds: Int

    /// Makes a policy; all further tries may come at the agent's regular check-ins unless told
    /// otherwise.
    package init(
        count: Int,
        perStartup: Int = 0,
        perRefresh: Int? = nil,
        firstDelaySeconds: Int = 900,
        factor: Int = 2,
        delayMaxSeconds: Int = 86_400
    ) {
        self.count = count
        self.perStartup = perStartup
        self.perRefresh = perRefresh ?? min(9, max(0, count - perStartup))
        self.firstDelaySeconds = firstDelaySeconds
        self.factor = factor
        self.delayMaxSeconds = delayMaxSeconds
    }

    /// A failed device does not try again.
    package static let none = RetryPolicy(count: 0)

    /// How long to wait after a number of failed attempts, counted from 1.
    package func delay(afterAttempt attempt: Int) -> Duration {
        var seconds = firstDelaySeconds
        var left = attempt - 1
        while left > 0, seconds < delayMaxSeconds, factor > 1, seconds > 0 {
            let (product, isFar) = seconds.multipliedReportingOverflow(by: factor)
            seconds = isFar ? delayMaxSeconds : product
            left -= 1
        }
        return .seconds(min(seconds, delayMaxSeconds))
    }
}
