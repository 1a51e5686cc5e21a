// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The rule that links between the repository's files lead somewhere.
enum MarkdownLinks {
    /// Links that lead nowhere, in the order of the documents.
    ///
    /// Links to other sites are not followed.
    static func broken(_ documents: [MarkdownDocument], paths: Set<String>) -> [String] {
        let anchors = Dictionary(documents.map { ($0.path, $0.anchors) }) { first, _ in first }
        return documents.flatMap { document in
            document.links.compactMap { line, target in
                fault(target, in: document.path, paths, anchors).map {
                    "\(document.path):\(line): \(target): \($0)"
                }
            }
        }
    }

    private static func fault(
        _ target: String,
        in path: String,
        _ paths: Set<String>,
        _ anchors: [String: Set<String>]
    ) -> String? {
        if ["http://", "https://", "mailto:"].contains(where: target.hasPrefix) { return nil }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let file = String(first).removingPercentEncoding else {
            return "not a link"
        }
        guard let resolved = file.isEmpty ? path : resolve(file, from: path) else {
            return "leads out of the repository"
        }
        guard resolved.isEmpty || paths.contains(resolved) else { return "no such file" }
        guard parts.count == 2, let known = anchors[resolved] else { return nil }
        return known.contains(String(parts[1])) ? nil : "no such heading"
    }

    private static func resolve(_ target: String, from path: String) -> String? {
        if target.hasPrefix("/") { return nil }
        var parts = path.split(separator: "/").dropLast()
        for part in target.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }
}
