// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// The repository that the tests of apt share while one of them holds it.
///
/// Every package is there in its old and its new version; a root installs the old ones and may then
/// be ordered the new ones.
actor SharedRepository {
    static let one = SharedRepository()

    /// Waits until the test makes the file `go` in the root, at most 20 s, and counts its runs.
    static let waiting = """
        echo run >>"$DPKG_ROOT/runs"
        n=0
        while [ ! -e "$DPKG_ROOT/go" ] && [ $n -lt 400 ]; do sleep 0.05; n=$((n + 1)); done
        """

    private weak var live: AptRepository?
    private var building: Task<AptRepository, any Error>?

    /// The repository; whoever keeps it keeps it alive for all.
    func get() async throws -> AptRepository {
        if let live { return live }
        if let building { return try await building.value }
        let task = Task { try await AptRepository([.bookworm(Self.packages)]) }
        building = task
        defer { building = nil }
        let repository = try await task.value
        live = repository
        return repository
    }

    private static func pair(_ name: String, _ new: DebPackage) -> [DebPackage] {
        [DebPackage(name: name, version: "1.0"), new]
    }

    private static let packages: [DebPackage] =
        pair("app", DebPackage(name: "app", version: "1.1"))
        + pair("tool", DebPackage(name: "tool", version: "1.1"))
        + pair(
            "grow",
            DebPackage(
                name: "grow",
                version: "1.1",
                depends: ["extra (>= 1)"],
                controlFields: ["Recommends": "nicety"]
            )
        )
        + pair("pulls", DebPackage(name: "pulls", version: "1.1", depends: ["tool (>= 1.1)"]))
        + pair(
            "kicks",
            DebPackage(
                name: "kicks",
                version: "1.1",
                controlFields: ["Conflicts": "tool"]
            )
        )
        + pair("needs", DebPackage(name: "needs", version: "1.1", depends: ["nowhere (>= 2)"]))
        + pair(
            "broken",
            DebPackage(
                name: "broken",
                version: "1.1",
                postinst: "echo reason >&2; exit 3"
            )
        )
        + pair("slow", DebPackage(name: "slow", version: "1.1", postinst: waiting))
        + pair(
            "suicide",
            DebPackage(
                name: "suicide",
                version: "1.1",
                postinst: "echo run >>\"$DPKG_ROOT/runs\"; kill -9 0"
            )
        )
        + [
            DebPackage(name: "extra", version: "1.0"), DebPackage(name: "nicety", version: "1.0"),
            DebPackage(
                name: "libthing1",
                version: "2.0-1+b1",
                source: "thing",
                sourceVersion: "2.0-1"
            ),
            DebPackage(name: "texts", version: "1:5", architecture: "all", source: "thing"),
        ]
}
