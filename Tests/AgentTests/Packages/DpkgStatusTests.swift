// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageFormats
import TestSupport
import Testing

@testable import Agent

@Suite struct DpkgStatusTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "dpkg")
    }

    private func read(_ status: String) throws -> DpkgDatabase.Content {
        try directory.write(status, to: "status")
        return try DpkgDatabase(folder: directory.path).read()
    }

    private func paragraph(_ name: String, _ status: String, _ version: String = "1.0") -> String {
        "Package: \(name)\nStatus: \(status)\nArchitecture: amd64\nVersion: \(version)\n\n"
    }

    @Test("a paragraph becomes a package, with its source")
    func fields() throws {
        let status = """
            Package: libfoo1
            Status: install ok installed
            Priority: optional
            Architecture: all
            Source: foo (2.0-1)
            Version: 2.0-1+b2
            Conffiles:
             /etc/foo 0123456789
            Description: a text
             with a second line

            Package: bar
            Status: hold ok installed
            Architecture: amd64
            Source: baz
            Version: 1:3

            """
        let packages = try read(status).packages
        #expect(packages.map(\.name) == ["libfoo1", "bar"])
        #expect(packages.map(\.architecture) == ["all", "amd64"])
        #expect(packages.map(\.version) == ["2.0-1+b2", "1:3"])
        #expect(packages.map(\.source) == ["foo", "baz"])
        #expect(packages.map(\.sourceVersion) == ["2.0-1", "1:3"])
        #expect(packages.map(\.isHeld) == [false, true])
    }

    @Test(
        "whose files are there, and what is configured",
        arguments: [
            ("install ok installed", true, true, false),
            ("deinstall ok installed", true, true, false),
            ("hold ok installed", true, true, false),
            ("install ok triggers-awaited", true, true, true),
            ("install ok triggers-pending", true, true, true),
            ("install ok unpacked", true, false, true),
            ("install ok half-configured", true, false, true),
            ("install reinstreq half-installed", false, false, false),
            ("deinstall ok config-files", false, false, false),
            ("purge ok not-installed", false, false, false),
        ]
    )
    func states(status: String, isPresent: Bool, isConfigured: Bool, isWork: Bool) throws {
        let content = try read(paragraph("a", status))
        #expect(content.packages.map(\.isPresent) == [isPresent])
        #expect(content.packages.map(\.isConfigured) == [isConfigured])
        #expect(content.isInterrupted == isWork)
    }

    @Test("changes that dpkg has not folded in are read over the file")
    func pendingChanges() throws {
        try directory.write(paragraph("a", "install ok unpacked", "2.0"), to: "updates/0000")
        try directory.write(paragraph("a", "install ok installed", "2.0"), to: "updates/0001")
        try directory.write(paragraph("new", "install ok installed"), to: "updates/0002")
        try directory.write("Pack", to: "updates/tmp.i")
        let base = paragraph("a", "install ok installed") + paragraph("b", "install ok installed")
        let content = try read(base)
        #expect(content.packages.map(\.name) == ["a", "b", "new"])
        #expect(content.packages.map(\.version) == ["2.0", "1.0", "1.0"])
        #expect(content.pendingCount == 3)
        #expect(content.isInterrupted)
    }

    @Test("a word in Latin-1 does not make the database unreadable")
    func latin1() throws {
        var bytes = Data("Package: a\nStatus: install ok installed\nArchitecture: all\n".utf8)
        bytes += Data("Maintainer: Andr".utf8) + [0xE9] + Data("\nVersion: 1\n\n".utf8)
        try bytes.write(to: URL(fileURLWithPath: directory.path("status")))
        let content = try DpkgDatabase(folder: directory.path).read()
        #expect(content.packages.map(\.version) == ["1"])
    }

    @Test("an odd source is a note, and the package counts as its own source")
    func oddSource() throws {
        let text = "Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n"
        let content = try read(text + "Source: a b c\n")
        #expect(content.packages.map(\.source) == ["a"])
        #expect(content.notes.count == 1)
    }

    @Test(
        "what cannot be right is told with file and line",
        arguments: [
            ("Package: a\nVersion: 1\n", "line 1: the package a has no status"),
            ("\n\nStatus: install ok installed\n", "line 3: a package without a name"),
            (
                "Package: a\nStatus: install fine installed\n",
                "line 1: the status of a: unknown flag \"fine\""
            ),
            (
                "Package: a\nStatus: install ok installed\nArchitecture: all\n",
                "line 1: the package a lacks version or architecture"
            ),
            ("Package: a\nno field\n", "line 2: no colon after a field name"),
        ]
    )
    func damage(text: String, reason: String) {
        #expect(throws: DpkgDatabase.Damage(path: directory.path("status"), reason: reason)) {
            try read(text)
        }
    }

    @Test("an empty database has no packages, and a missing one is an error")
    func emptyAndMissing() throws {
        #expect(try read("").packages.isEmpty)
        #expect(throws: FileFailure.self) {
            try DpkgDatabase(folder: directory.path("nowhere")).read()
        }
    }
}
