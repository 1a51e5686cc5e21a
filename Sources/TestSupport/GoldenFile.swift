// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A text kept beside the tests that an output must equal byte for byte.
///
/// The file is `Tests/<Target>/Golden/<name>`. `GOLDEN=record swift test` writes what the code answers
/// now; the difference is then read in the diff of the change.
package struct GoldenFile: Sendable {
    /// Absolute path of the file.
    package let path: String
    /// Whether a difference rewrites the file instead of being told.
    package let isRecording: Bool

    /// The golden file of a given path; records when the variable `GOLDEN` is `record`.
    package init(
        path: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.path = path
        isRecording = environment["GOLDEN"] == "record"
    }

    /// The golden file `name` of the test target that the calling file belongs to.
    ///
    /// The target's folder is the one directly below `Tests`; a caller elsewhere gets a `Golden` folder
    /// beside itself.
    package init(
        _ name: String,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        callerPath: String = #filePath
    ) {
        var parts = callerPath.split(separator: "/").map(String.init)
        parts.removeLast()
        if let tests = parts.lastIndex(of: "Tests"), tests + 1 < parts.count {
            parts.removeSubrange((tests + 2)...)
        }
        let folder = "/" + parts.joined(separator: "/")
        self.init(path: folder + "/Golden/" + name, environment: environment)
    }

    /// What is different between the file and `actual`, or nil when they are equal or it was recorded.
    ///
    /// Lines of the file alone begin with `-`, lines of `actual` alone with `+`, and some equal lines
    /// stand around them. Throws when the file cannot be written.
    package func difference(from actual: String) throws -> String? {
        let data = FileManager.default.contents(atPath: path)
        let expected = data.map { String(decoding: $0, as: UTF8.self) }
        if expected == actual { return nil }
        if isRecording {
            let file = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(actual.utf8).write(to: file)
            return nil
        }
        guard let expected else {
            return "\(path): missing; GOLDEN=record writes it\n" + LineDifference.text("", actual)
        }
        return "\(path): different; GOLDEN=record accepts it\n"
            + LineDifference.text(expected, actual)
    }
}

/// The difference of two texts by lines, as a person reads it.
package enum LineDifference {
    /// Lines with a mark: `-` only in `expected`, `+` only in `actual`, blank in both.
    ///
    /// Equal lines further than `context` lines from a change are left out and told as `...`. Texts
    /// that differ only in the newline at their end are told so in words.
    package static func text(_ expected: String, _ actual: String, context: Int = 3) -> String {
        let old = lines(expected)
        let new = lines(actual)
        if old == new {
            return expected == actual ? "" : "only the newline at the end is different"
        }
        let marked = merge(old, new)
        let changed = marked.indices.filter { marked[$0].mark != " " }
        var shown = Set<Int>()
        for index in changed {
            shown.formUnion(max(0, index - context)...min(marked.count - 1, index + context))
        }
        var output: [String] = []
        var last = -1
        for index in shown.sorted() {
            if index != last + 1 { output.append("...") }
            output.append("\(marked[index].mark)\(marked[index].line)")
            last = index
        }
        if last + 1 < marked.count { output.append("...") }
        return output.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func merge(
        _ old: [Substring],
        _ new: [Substring]
    ) -> [(mark: Character, line: Substring)] {
        let change = new.difference(from: old)
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for case .remove(let offset, _, _) in change { removed.insert(offset) }
        for case .insert(let offset, _, _) in change { inserted.insert(offset) }
        var output: [(mark: Character, line: Substring)] = []
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if removed.contains(i) {
                output.append(("-", old[i]))
                i += 1
            } else if inserted.contains(j) {
                output.append(("+", new[j]))
                j += 1
            } else {
                output.append((" ", old[i]))
                i += 1
                j += 1
            }
        }
        return output
    }
}
