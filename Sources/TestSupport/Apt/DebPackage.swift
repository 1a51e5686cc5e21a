// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A binary package of Debian, described by value and built by the real `dpkg-deb`.
///
/// Field names follow Debian Policy, chapter "Control files and their fields".
package struct DebPackage: Sendable {
    /// `Package`.
    package var name: String
    /// `Version`, with its epoch and revision if it has them.
    package var version: String
    /// `Architecture`: `all` or a Debian architecture.
    package var architecture: String
    /// The source package's name where it is not `name`.
    package var source: String?
    /// The source package's version where it is not `version`.
    package var sourceVersion: String?
    /// `Depends`: one alternative group an element.
    package var depends: [String]
    /// `Section`.
    package var section: String
    /// The component of the archive that lists it.
    package var component: String
    /// Maintainer scripts by name (`preinst`, `postinst`, `prerm`, `postrm`) as shell text.
    ///
    /// A script without `#!` gets `/bin/sh` and `set -e`. It runs outside any chroot: the root that it
    /// may touch is in the variable `DPKG_ROOT`.
    package var scripts: [String: String]
    /// Text of installed files by absolute path.
    ///
    /// The host's dpkg may skip `/usr/share/doc`.
    package var files: [String: String]
    /// More fields of the control file.
    package var controlFields: [String: String]
    /// Fields that only the archive's index has, for example `Phased-Update-Percentage`.
    package var indexFields: [String: String]

    /// Describes a package; what is not said is as small as the tools allow.
    package init(
        name: String,
        version: String,
        architecture: String = "amd64",
        source: String? = nil,
        sourceVersion: String? = nil,
        depends: [String] = [],
        section: String = "misc",
        component: String = "main",
        postinst: String? = nil,
        scripts: [String: String] = [:],
        files: [String: String] = [:],
        controlFields: [String: String] = [:],
        indexFields: [String: String] = [:]
    ) {
        self.name = name
        self.version = version
        self.architecture = architecture
        self.source = source
        self.sourceVersion = sourceVersion
        self.depends = depends
        self.section = section
        self.component = component
        self.scripts = scripts
        self.scripts["postinst"] = postinst ?? scripts["postinst"]
        self.files = files
        self.controlFields = controlFields
        self.indexFields = indexFields
    }

    /// The file's name in a pool: the version stands without its epoch (Debian Policy, "Version").
    package var fileName: String {
        let bare = version.split(separator: ":", maxSplits: 1).last.map(String.init) ?? version
        return "\(name)_\(bare)_\(architecture).deb"
    }

    /// The text of the control file.
    package var control: String {
        var lines = [
            "Package: \(name)",
            "Version: \(version)",
            "Architecture: \(architecture)",
            "Maintainer: Test Archive <archive@example.invalid>",
            "Section: \(section)",
            "Priority: optional",
        ]
        if let sourceVersion {
            lines.append("Source: \(source ?? name) (\(sourceVersion))")
        } else if let source {
            lines.append("Source: \(source)")
        }
        if !depends.isEmpty { lines.append("Depends: " + depends.joined(separator: ", ")) }
        lines += controlFields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        lines.append("Description: test package \(name)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Builds the file into `folder`, which exists, and returns its path.
    ///
    /// Throws `ShellFailure` with the words of `dpkg-deb` for a description that it refuses.
    @discardableResult
    package func build(into folder: String) async throws -> String {
        let tree = try TemporaryDirectory(prefix: "deb")
        let scriptMode = 0o755
        let textMode = 0o644
        try write(control, to: "DEBIAN/control", mode: textMode, in: tree)
        for (script, text) in scripts {
            let start = text.hasPrefix("#!") ? "" : "#!/bin/sh\nset -e\n"
            try write(start + text + "\n", to: "DEBIAN/\(script)", mode: scriptMode, in: tree)
        }
        for (path, text) in files {
            try write(text, to: String(path.drop { $0 == "/" }), mode: textMode, in: tree)
        }
        let output = folder + "/" + fileName
        let arguments = ["--root-owner-group", "-Zgzip", "-z1", "-b", tree.path, output]
        try await ShellCommand.run("dpkg-deb", arguments).requireSuccess()
        return output
    }

    /// Modes are set one by one: `dpkg-deb` refuses what a strict umask would leave.
    private func write(
        _ text: String,
        to relative: String,
        mode: Int,
        in tree: TemporaryDirectory
    ) throws {
        let file = try tree.write(text, to: relative)
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        while folder.path.count >= tree.path.count {
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
            folder.deleteLastPathComponent()
        }
    }
}
