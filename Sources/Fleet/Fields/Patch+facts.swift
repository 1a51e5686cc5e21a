// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a patch says of itself in the words that lists and queries share.
extension Patch {
    /// Whether a patch changes the system itself or something that runs on it.
    package enum Software: String, Sendable, CaseIterable {
        /// The operating system with what its publisher ships.
        case os = "OS"
        /// A program of its own, or of someone else's repository.
        case application = "Application"
    }

    /// How a machine comes by a patch.
    package enum DownloadMethod: String, Sendable, CaseIterable {
        /// A repository offers it, or the system fetches its own update.
        case automatic = "Automatic"
        /// Only the vendor gives it out: to subscribers, or as a program of its own.
        case acquireFromVendor = "AcquireFromVendor"
        /// Nothing can install it: it has no fix, or nobody offers it.
        case unavailable = "Unavailable"
    }

    /// The article of Microsoft's knowledge base, for example `KB5001330`; `nil` for every other
    /// patch.
    package var kb: String? {
        guard stream.family == "windows" else { return nil }
        let digits = source.utf8.dropFirst(2)
        let isArticle =
            source.hasPrefix("KB") && !digits.isEmpty
            && digits.allSatisfy { (48...57).contains($0) }
        return isArticle ? source : nil
    }

    /// What it changes: `Windows`, `macOS`, a program's name; on Linux the source package, or of an
    /// advisory as a whole the names of its packages, in order.
    package var appFamily: [String] { appFamily(ProductFacts(stream)) }

    /// The release or the product that it belongs to, as people call it; see ``Stream/product``.
    package var product: [String] { [stream.product] }

    /// Who publishes it; see ``Stream/vendor``.
    package var vendor: String? { stream.vendor }

    /// Whether it changes the system or a program.
    ///
    /// A distribution ships its programs as one system, so what it publishes is of the system; what
    /// others publish for it is an application. Of Microsoft's products, Windows is the system.
    package var software: Software { software(ProductFacts(stream)) }

    /// The architectures of its packages, in order; of an update of Windows those that the
    /// product's name says.
    ///
    /// Empty where nothing says.
    package var architectures: [String] { architectures(ProductFacts(stream)) }

    /// How a machine comes by it.
    package var downloadMethod: DownloadMethod { downloadMethod(ProductFacts(stream)) }

    /// Whether it is a security patch.
    package var isSecurity: Bool { classification == .security }

    /// Whether the server can order that machines take it back: it is a package that a repository
    /// offers, so that a former version can be put in its place.
    ///
    /// Whether an update of Windows can be removed, each decides for itself and no feed says;
    /// macOS knows no way back.
    package var isRollback: Bool { isOffered && !["windows", "macos"].contains(stream.family) }

    /// The numbers of its CVEs, in their order; see ``VulnerabilityNumber``.
    package var vulnerabilityNumbers: [Int64] {
        cves.compactMap { VulnerabilityNumber.number(ofCVE: $0) }
    }
}

/// The same where the facts of the stream are at hand.
extension Patch {
    func appFamily(_ facts: ProductFacts) -> [String] {
        if let windows = facts.windows { return [windows.family] }
        guard version.isEmpty else { return [source] }
        let names = Set(binaries.map(\.name) + affected.map(\.name)).sorted()
        return names.isEmpty ? [source] : names
    }

    func software(_ facts: ProductFacts) -> Software {
        if let windows = facts.windows { return windows.isWindows ? .os : .application }
        return stream.family == "apt" || classification == .thirdParty ? .application : .os
    }

    func architectures(_ facts: ProductFacts) -> [String] {
        if let windows = facts.windows { return windows.architectures }
        return Set(binaries.map(\.architecture)).subtracting([""]).sorted()
    }

    func downloadMethod(_ facts: ProductFacts) -> DownloadMethod {
        if isWithdrawn { return .unavailable }
        if subscription != nil { return .acquireFromVendor }
        if isOffered { return .automatic }
        guard !isUnfixed else { return .unavailable }
        if facts.windows != nil {
            return software(facts) == .os ? .automatic : .acquireFromVendor
        }
        return stream.family == "macos" ? .automatic : .unavailable
    }
}
