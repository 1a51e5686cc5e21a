// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an administrator keeps from being updated, for dnf.
///
/// - `excludepkgs`, or `exclude` as yum called it, in `[main]` (dnf.conf(5)). That of one repository
///   is no hold: another one may offer the package.
/// - The list of the plugin versionlock (dnf-versionlock(8)), a pattern a line. A line that begins
///   with `!` forbids a version and keeps none.
struct DnfHolds: Sendable, Equatable {
    /// Packages that no repository may bring.
    var excludes: [PackagePattern]
    /// Packages whose version is locked.
    var locks: [PackagePattern]

    /// Reads the configuration and the list.
    init(_ configuration: DnfConfiguration) throws {
        let main = configuration.main
        excludes = ((main?.list("excludepkgs") ?? []) + (main?.list("exclude") ?? []))
            .map(PackagePattern.init)
        let folder = configuration.root + "/etc/dnf/plugins"
        let plugin = try IniFile(path: folder + "/versionlock.conf")?.section("main")
        guard plugin?.flag("enabled") ?? true else {
            locks = []
            return
        }
        let list = plugin?.values["locklist"] ?? "/etc/dnf/plugins/versionlock.list"
        let bytes = try DurableFile.read(configuration.root + list)
        locks = Self.locks(in: String(decoding: bytes ?? Data(), as: UTF8.self))
    }

    /// Reads the list.
    static func locks(in text: String) -> [PackagePattern] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("!") }
            .map(PackagePattern.init)
    }

    /// Whether the package is kept.
    func keeps(_ package: RpmPackage) -> Bool {
        excludes.contains { $0.names(package) }
            || locks.contains { $0.namesAnyVersion(of: package) }
    }
}
