// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// Reads what `apt-get --simulate` prints: one line an operation (apt-get(8), "--simulate").
///
///     Inst name[:arch] [installed] (version origins [arch])
///     Conf name[:arch] (version origins [arch])
///     Remv name[:arch] [installed]
///     Purg name[:arch] [installed]
///
/// What may follow, the packages that an operation leaves broken for the moment, is not needed.
enum AptSimulation {
    /// A line of a known operation that has another form.
    struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// The line as it was printed.
        let line: String

        /// The line.
        var description: String { "apt-get printed an operation of unknown form: \(line)" }
    }

    /// The plan in an output; lines that are no operation are text for people and skipped.
    static func plan(in output: String) throws(Malformed) -> InstallPlan {
        var plan = InstallPlan(changes: [], configured: [], removals: [])
        for line in output.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { continue }
            let rest = line[line.index(after: space)...]
            switch line[..<space] {
            case "Inst":
                guard let parts = parts(of: rest), let package = parts.package else {
                    throw Malformed(line: String(line))
                }
                plan.changes.append(.init(package: package, installedVersion: parts.installed))
            case "Conf":
                // A package that cannot be configured in the simulation has no version here.
                if let package = parts(of: rest)?.package { plan.configured.append(package) }
            case "Remv", "Purg":
                guard let parts = parts(of: rest) else { throw Malformed(line: String(line)) }
                if !plan.removals.contains(parts.name) { plan.removals.append(parts.name) }
            default:
                continue
            }
        }
        return plan
    }

    private struct Parts {
        var name: String
        var installed: String?
        var package: TargetPackage?
    }

    private static func parts(of text: Substring) -> Parts? {
        let nameEnd = text.firstIndex(of: " ") ?? text.endIndex
        guard nameEnd > text.startIndex else { return nil }
        var parts = Parts(name: String(text[..<nameEnd]))
        var rest = text[nameEnd...].drop { $0 == " " }
        if rest.first == "[" {
            guard let close = rest.firstIndex(of: "]") else { return nil }
            parts.installed = String(rest[..<close].dropFirst())
            rest = rest[rest.index(after: close)...].drop { $0 == " " }
        }
        guard rest.first == "(" else { return parts }
        rest = rest.dropFirst()
        // An origin's label may hold a parenthesis; the architecture in brackets ends the group.
        guard let versionEnd = rest.firstIndex(of: " "), versionEnd > rest.startIndex,
            let end = rest.firstRange(of: "])"),
            let open = rest[..<end.lowerBound].lastIndex(of: "[")
        else { return nil }
        let architecture = rest[rest.index(after: open)..<end.lowerBound]
        let bareName = parts.name.split(separator: ":", maxSplits: 1)[0]
        parts.package = TargetPackage(
            name: String(bareName),
            architecture: String(architecture),
            version: String(rest[..<versionEnd])
        )
        return parts
    }
}
