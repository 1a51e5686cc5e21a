// SPDX-License-Identifier: Apache-2.0
import Domain

/// Until when the catalogue's word about each stream can be trusted.
///
/// A stream is as fresh as the stalest feed that speaks of it: while one is out of date, a device
/// may miss what that feed would have said.
struct CatalogueFreshness: Sendable {
    private let freshUntil: [Stream: Timestamp]

    init(_ catalogue: Catalogue, _ limits: FreshnessLimits) {
        var ends: [String: Timestamp] = [:]
        for revision in catalogue.revisions {
            ends[revision.feed] = limits.end(of: revision)
        }
        var freshUntil: [Stream: Timestamp] = [:]
        for (stream, feeds) in catalogue.feedsByStream {
            freshUntil[stream] = feeds.compactMap { ends[$0] }.min()
        }
        self.freshUntil = freshUntil
    }

    /// Why nothing can be said of a profile's devices now; `nil` where the catalogue is fresh and
    /// the release is supported.
    func unknown(_ profile: DeviceProfile, now: Timestamp) -> Finding.Reason? {
        for stream in profile.streams {
            if let end = freshUntil[stream], end < now { return .feedStale }
        }
        let end = ReleaseSupport.end(
            of: profile.stream,
            withSubscription: profile.isSubscriber
        )
        if let end, end < now { return .releaseUnsupported }
        return nil
    }
}
