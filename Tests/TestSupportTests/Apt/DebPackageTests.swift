// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct DebPackageTests {
    @Test("the real tool reads back what was described")
    func builds() async throws {
        let package = DebPackage(
            name: "libx",
            version: "1:2.0-1+b1",
            source: "x",
            sourceVersion: "1:2.0-1",
            depends: ["base (>= 1)", "a | b"],
            section: "libs",
            postinst: "true",
            files: ["/etc/x.conf": "on\n"],
            controlFields: ["Essential": "yes"]
        )
        let folder = try TemporaryDirectory()
        let file = try await package.build(into: folder.path)
        #expect(file == folder.path("libx_2.0-1+b1_amd64.deb"))

        let format =
            "-W --showformat=${Package}|${Version}|${Architecture}|${source:Package}"
            + "|${source:Version}|${Depends}|${Section}|${Essential}"
        let shown = try await ShellCommand.run(
            "dpkg-deb",
            format.split(separator: " ").map(String.init) + [file]
        )
        let expected = "libx|1:2.0-1+b1|amd64|x|1:2.0-1|base (>= 1), a | b|libs|yes"
        #expect(try shown.requireSuccess().output == expected)

        let listing = try await ShellCommand.run("dpkg-deb", ["-c", file]).requireSuccess().output
        #expect(listing.contains("-rw-r--r-- root/root"))
        #expect(listing.contains("./etc/x.conf"))
        let script = try await ShellCommand.run("dpkg-deb", ["-I", file, "postinst"])
        #expect(try script.requireSuccess().output == "#!/bin/sh\nset -e\ntrue\n")
    }

    @Test("a description that Debian forbids is refused in the tool's words")
    func refuses() async throws {
        let folder = try TemporaryDirectory()
        let failure = try await #require(throws: ShellFailure.self) {
            try await DebPackage(name: "Not Allowed", version: "1").build(into: folder.path)
        }
        #expect(failure.description.contains("package name"))
    }
}
