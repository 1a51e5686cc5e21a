// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension AptBackend {
    /// The release file's fields that tell one repository from another (apt-get(8), "indextargets").
    private static let fields = ["ORIGIN", "LABEL", "SUITE", "CODENAME", "COMPONENT"]
    /// Between the fields: a byte that no release file holds in a value (ASCII unit separator).
    private static let separator: Character = "\u{1F}"

    /// The repositories of the indexes that apt has fetched; `nil` where there is no apt.
    func repositories() async throws -> [Repository]? {
        guard await Command.exists("apt-get") else { return nil }
        let format = Self.fields.map { "$(\($0))" }.joined(separator: String(Self.separator))
        let arguments = ["indextargets", "--format", format, "Created-By: Packages"]
        let result = try await Command.run(configuration.call("apt-get", arguments))
        guard result.status == 0 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
        return Self.repositories(in: result.output)
    }

    /// Reads the answer; one repository has an index per architecture, and counts once.
    static func repositories(in output: String) -> [Repository] {
        var found = Set<Repository>()
        for line in output.split(separator: "\n") {
            var values = line.split(separator: separator, omittingEmptySubsequences: false)
                .map(String.init)
            guard values.count == fields.count else { continue }
            // apt leaves the placeholder of a field that the release file lacks.
            for (index, field) in fields.enumerated() where values[index] == "$(\(field))" {
                values[index] = ""
            }
            found.insert(
                Repository(
                    origin: values[0],
                    label: values[1],
                    suite: values[2],
                    codename: values[3],
                    component: values[4]
                )
            )
        }
        return found.sorted()
    }
}
