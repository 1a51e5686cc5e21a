// SPDX-License-Identifier: Apache-2.0

/// Until when releases and products get security updates, as their publishers' life cycles say.
///
/// A support that ended explains why no advisory speaks of a machine any more. Left out, and so not
/// known, are releases without a published day (macOS, CentOS Stream 10, Debian's testing and
/// unstable), those of which a feed tells (Fedora), and what nobody listed here yet.
package enum ReleaseSupport {
    /// The days of one release, each written as `2028_06_30`; updates still come on them.
    struct Days: Equatable {
        /// The last day for everyone.
        let last: Int64
        /// The last day for who pays for more; `nil` where there is nothing to pay for.
        let lastPaid: Int64?

        init(_ last: Int64, paid lastPaid: Int64? = nil) {
            self.last = last
            self.lastPaid = lastPaid
        }
    }

    /// The last millisecond, in UTC, in which a release gets security updates.
    ///
    /// - Parameters:
    ///   - stream: The release, for example `debian:12`.
    ///   - withSubscription: Whether the machine has what its publisher sells for the time after:
    ///     Ubuntu Pro (its expanded security maintenance), SUSE's long-term service pack support,
    ///     or Microsoft's extended security updates. Where there is none, nothing changes.
    /// - Returns: The time; `nil` where it is not known, which is not the same as supported.
    package static func end(of stream: Stream, withSubscription: Bool = false) -> Timestamp? {
        guard let days = days(of: stream) else { return nil }
        let day = withSubscription ? days.lastPaid ?? days.last : days.last
        return Timestamp(milliseconds: (daysSince1970(day) + 1) * 86_400_000 - 1)
    }

    /// Whether the support of a release is known to have ended by a time.
    package static func isEnded(
        _ stream: Stream,
        at time: Timestamp,
        withSubscription: Bool = false
    ) -> Bool {
        guard let end = end(of: stream, withSubscription: withSubscription) else { return false }
        return time > end
    }

    private static func days(of stream: Stream) -> Days? {
        let release = String(stream.rawValue.dropFirst(stream.family.count + 1))
        switch stream.family {
        case "debian": return debian[release]
        case "ubuntu": return ubuntu[release]
        case "almalinux", "rocky", "rhel", "centos", "amazonlinux":
            return enterprise[stream.rawValue]
        case "suse", "opensuse": return suse(release)
        case "windows": return windows(release)
        default: return nil
        }
    }

    /// Days from 1970-01-01 to a day written as `2028_06_30`.
    ///
    /// They are counted in eras of 400 years that start in March, so that the leap day is the last
    /// one of its year.
    private static func daysSince1970(_ day: Int64) -> Int64 {
        let month = day / 100 % 100
        let year = day / 10_000 - (month > 2 ? 0 : 1)
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day % 100 - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
