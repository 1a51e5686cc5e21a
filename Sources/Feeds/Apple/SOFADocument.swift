// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// The parts of a document of SOFA (Simple Organized Feed for Apple Software Updates).
struct SOFADocument {
    /// What the document says of the improvements between two updates, whose system it does not
    /// name: it is that of its releases.
    private var improvements: [(read: SOFARelease, release: AppleRelease)] = []
    private var isAboutMacOS = false

    /// Reads a major version: its releases, and the latest one, which may stand there before
    /// anybody has described it.
    mutating func readSystem(
        _ cursor: inout JSONCursor,
        _ releases: inout AppleReleases
    ) throws {
        var latest: (read: SOFARelease, release: AppleRelease)?
        var product = ""
        try cursor.object { key, cursor in
            switch key {
            case "Latest":
                let read = try SOFARelease(&cursor)
                guard read.product.isEmpty || read.product == AppleDocument.macOS else { return }
                latest = (read, try read.release(cursor))
            case "SecurityReleases":
                try cursor.array { cursor in
                    let read = try SOFARelease(&cursor)
                    product = read.product
                    guard product == AppleDocument.macOS else {
                        releases.leaveAside(of: product.isEmpty ? "unnamed" : product)
                        return
                    }
                    isAboutMacOS = true
                    releases.add(read, try read.release(cursor))
                }
            default: break
            }
        }
        // Version 1 does not say of the latest release whose it is; the others beside it do.
        guard let latest, !releases.describes(latest.release.version),
            (latest.read.product.isEmpty ? product : latest.read.product) == AppleDocument.macOS
        else { return }
        isAboutMacOS = true
        if !latest.read.isForSingleModels { releases.add(latest.read, latest.release) }
    }

    /// Reads the Background Security Improvements, an object of arrays.
    mutating func readImprovements(_ cursor: inout JSONCursor) throws {
        if try cursor.skipNull() { return }
        try cursor.object { _, cursor in
            try cursor.array { cursor in
                let read = try SOFARelease(&cursor)
                improvements.append((read, try read.release(cursor)))
            }
        }
    }

    /// Adds the improvements: only now is it known whose they are.
    func finish(_ releases: inout AppleReleases) {
        if isAboutMacOS {
            for (read, release) in improvements { releases.add(read, release) }
        } else if !improvements.isEmpty {
            releases.leaveAside(improvements.count, of: "improvements of other systems")
        }
    }
}

extension AppleReleases {
    /// Adds a release that SOFA describes, unless it is for single models.
    ///
    /// A stream has no models, so every other machine would seem to miss it. A later update for all
    /// models brings the same.
    fileprivate mutating func add(_ read: SOFARelease, _ release: AppleRelease) {
        exploited.formUnion(read.exploited)
        if read.isForSingleModels {
            forSingleModels += 1
        } else {
            add(described: release)
        }
    }
}
