// SPDX-License-Identifier: Apache-2.0
import Domain

/// The records of the security tracker while its packages are read.
struct SecurityTrackerRecords {
    /// A fixed version of the source package that is being read.
    private struct Fix: Hashable {
        let stream: Stream
        let version: String
    }

    /// What a fixed version fixes.
    private struct Fixed {
        var advisories: [AdvisoryReference] = []
        var severity: Patch.Severity?

        mutating func add(_ advisory: AdvisoryReference, _ severity: Patch.Severity?) {
            advisories.append(advisory)
            self.severity = [self.severity, severity].compactMap(\.self).max()
        }
    }

    /// An issue in a stream.
    private struct Issue: Hashable {
        let stream: Stream
        let name: String
    }

    /// The packages that an issue concerns in a stream and that are not fixed.
    private struct Unresolved {
        /// As the first package by name has it.
        var advisory: AdvisoryReference
        var source: String
        var severity: Patch.Severity?
        var packages: [AffectedPackage]
    }

    private var records: [PatchRecord] = []
    private var fixes: [Fix: Fixed] = [:]
    private var unresolved: [Issue: Unresolved] = [:]
    private var spared: [(issue: Issue, source: String)] = []

    /// Adds what is said of an issue of a source package in a stream.
    mutating func add(
        _ statement: SecurityTrackerStatement,
        of advisory: AdvisoryReference,
        _ source: String,
        _ stream: Stream
    ) {
        let severity = statement.urgency.severity
        switch statement.verdict {
        case .fixed(let version):
            fixes[Fix(stream: stream, version: version), default: Fixed()].add(advisory, severity)
        case .unresolved(let answer):
            let issue = Issue(stream: stream, name: advisory.name)
            let package = AffectedPackage(name: source, isSource: true, answer: answer)
            guard var known = unresolved[issue] else {
                unresolved[issue] = Unresolved(
                    advisory: advisory,
                    source: source,
                    severity: severity,
                    packages: [package]
                )
                return
            }
            if source < known.source { (known.advisory, known.source) = (advisory, source) }
            known.severity = [known.severity, severity].compactMap(\.self).max()
            known.packages.append(package)
            unresolved[issue] = known
        case .notAffected, .unimportant:
            spared.append((Issue(stream: stream, name: advisory.name), source))
        case .untold, .unreached: break
        }
    }

    /// Makes the records of the fixed versions of a source package whose issues are all added.
    mutating func close(_ source: String) {
        for (fix, fixed) in fixes {
            records.append(
                PatchRecord(
                    stream: fix.stream,
                    source: source,
                    version: fix.version,
                    advisories: fixed.advisories.sorted(),
                    severity: fixed.severity
                )
            )
        }
        fixes.removeAll(keepingCapacity: true)
    }

    /// All records, in an order of their own, and how many statements that a package is not
    /// affected are not in them.
    ///
    /// Of those there are more than of all else. They answer a question only where the same issue
    /// is open in another package of the stream.
    consuming func finish() -> (records: [PatchRecord], leftAside: Int) {
        var leftAside = 0
        for (issue, source) in spared {
            let package = AffectedPackage(name: source, isSource: true, answer: .notAffected)
            if unresolved[issue]?.packages.append(package) == nil { leftAside += 1 }
        }
        for (issue, open) in unresolved {
            records.append(
                PatchRecord(
                    stream: issue.stream,
                    source: issue.name,
                    version: "",
                    title: open.advisory.title,
                    advisories: [open.advisory],
                    severity: open.severity,
                    affected: open.packages.sorted { $0.name < $1.name }
                )
            )
        }
        records.sort { left, right in
            (left.stream.rawValue, left.source, left.version)
                < (right.stream.rawValue, right.source, right.version)
        }
        return (records, leftAside)
    }
}
