// SPDX-License-Identifier: Apache-2.0

extension RpmBackend {
    /// Makes good what a killed rpm has left.
    ///
    /// A database that does not hold together is rebuilt. After that: rpm brings the new version of
    /// a package before it takes the old one away, so when it was killed in between both are there,
    /// and taking the older ones away is all that it did not come to. Their files that the newer
    /// ones have too stay.
    func repair() async throws -> ProgramCall? {
        let check = try await Command.run(rpm.call("rpmdb", ["--verifydb"]))
        if check.status != 0 { return rpm.call("rpmdb", ["--rebuilddb"]) }
        var older: [String] = []
        for group in duplicates(in: try await packages()) {
            if try await standSideBySide(group) { continue }
            let newest = try await newest(of: group)
            older += group.filter { $0 != newest }.map(\.fullName)
        }
        return older.isEmpty ? nil : rpm.call("rpm", ["-e", "--nodeps"] + older)
    }

    /// The packages of which several versions are installed for one architecture.
    func duplicates(in packages: [RpmPackage]) -> [[RpmPackage]] {
        Dictionary(grouping: packages) { "\($0.name).\($0.architecture)" }.values
            .filter { $0.count > 1 && !Self.isKernel($0[0].name) }
            .sorted { $0[0].name < $1[0].name }
    }

    /// Kernels and their modules stand side by side by custom, whatever they say of themselves.
    private static func isKernel(_ name: String) -> Bool {
        name == "kernel" || name.hasPrefix("kernel-") || name.hasPrefix("kmod-")
            || name.contains("-kmp-")
    }

    /// Whether packages say that several versions of them may be installed at a time.
    ///
    /// dnf goes by `installonlypkg(…)` (dnf.conf(5), "installonlypkgs"), zypper by `multiversion(…)`
    /// (zypp.conf, "multiversion").
    private func standSideBySide(_ packages: [RpmPackage]) async throws -> Bool {
        let format = "[%{PROVIDENAME}\\n]"
        let names = packages.map(\.fullName)
        let provides = try await answer("rpm", ["-q", "--queryformat", format] + names)
        return provides.split(separator: "\n").contains { line in
            line.hasPrefix("installonlypkg(") || line.hasPrefix("multiversion(")
        }
    }
}
