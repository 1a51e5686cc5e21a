// SPDX-License-Identifier: Apache-2.0

/// The order of versions, asked of the rpm that is installed here.
///
/// Its Lua function `rpm.vercmp` is a machine interface that every rpm of use has; older ones take
/// one part of a version at a time, so that is what it is given.
enum RpmVersionOrder {
    /// Two versions whose order is asked for.
    struct Pair: Sendable, Equatable {
        /// The left one.
        let left: RpmVersion
        /// The right one.
        let right: RpmVersion
    }

    /// How many pairs of parts one call of rpm is given: an argument may have 128 KiB (execve(2)).
    private static let batch = 256

    /// For each pair -1, 0 or 1: the left version is earlier, the same, later.
    ///
    /// Where one of them has no release, only epoch and version count.
    static func compare(_ pairs: [Pair], _ rpm: RpmConfiguration) async throws -> [Int] {
        var questions: [(String, String)] = []
        for pair in pairs {
            questions.append((pair.left.version, pair.right.version))
            questions.append((pair.left.release ?? "", pair.right.release ?? ""))
        }
        let open = questions.indices.filter { index in
            let (left, right) = questions[index]
            return left != right && !left.isEmpty && !right.isEmpty
        }
        // What comes from the database goes into a program here: rpm itself allows no such names.
        for (left, right) in open.map({ questions[$0] }) {
            for part in [left, right] where !RpmVersion.isPart(part[...]) {
                throw PackageManagerFailure(exitCode: nil, text: "no rpm version: \(part)")
            }
        }
        var answers = [Int](repeating: 0, count: questions.count)
        for start in stride(from: 0, to: open.count, by: batch) {
            let part = open[start..<min(start + batch, open.count)]
            let numbers = try await ask(part.map { questions[$0] }, rpm)
            for (index, number) in zip(part, numbers) { answers[index] = number }
        }
        return pairs.enumerated().map { index, pair in
            if pair.left.epoch != pair.right.epoch {
                return pair.left.epoch < pair.right.epoch ? -1 : 1
            }
            return answers[2 * index] != 0 ? answers[2 * index] : answers[2 * index + 1]
        }
    }

    /// The order of two versions.
    static func compare(
        _ left: RpmVersion,
        _ right: RpmVersion,
        _ rpm: RpmConfiguration
    ) async throws -> Int {
        try await compare([Pair(left: left, right: right)], rpm)[0]
    }

    private static func ask(
        _ questions: [(String, String)],
        _ rpm: RpmConfiguration
    ) async throws -> [Int] {
        let lines = questions.map { "%{lua:print(rpm.vercmp('\($0.0)', '\($0.1)'))}" }
        let arguments = ["--eval", lines.joined(separator: "\n")]
        let call = ProgramCall(
            executable: "rpm",
            arguments: arguments,
            environment: rpm.environment
        )
        let result = try await Command.run(call)
        let numbers = result.output.split(separator: "\n").compactMap { Int($0) }
        guard result.status == 0, numbers.count == questions.count else {
            let text = result.errors.isEmpty ? result.output : result.errors
            throw PackageManagerFailure(exitCode: result.status, text: text.trimmed)
        }
        return numbers.map { $0.signum() }
    }
}
