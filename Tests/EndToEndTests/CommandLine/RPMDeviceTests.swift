// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Advisories and devices of rpm distributions on the command line.
@Suite(.timeLimit(.minutes(10)))
struct RPMDeviceTests {
    private static let advisory = """
        {"id": "ALSA-2026:0001", "summary": "Important: oak security update",
         "published": "2026-01-02T00:00:00Z", "modified": "2026-01-02T00:00:00Z",
         "related": ["CVE-2026-0001"],
         "affected": [
          {"package": {"ecosystem": "AlmaLinux:9", "name": "oak"}, "ranges": [
            {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:1.2-3.el9"}]}]},
          {"package": {"ecosystem": "AlmaLinux:9", "name": "oak-libs"}, "ranges": [
            {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:1.2-3.el9"}]}]}]}
        """

    private static let updateInfo = """
        <updates><update type="security" status="final" version="1"><id>ELM-2026:7</id>
        <title>elm update</title><severity>Moderate</severity><issued date="2026-01-03"/>
        <references><reference type="cve" id="CVE-2026-0002" href="x"/></references>
        <pkglist><collection short="c"><name>c</name>
        <package name="elm" epoch="0" version="2.0" release="1.el9" arch="x86_64" src="e.src.rpm">
        <filename>elm.rpm</filename></package></collection></pkglist></update></updates>
        """

    private static let devices = """
        {"devices": [{"name": "alma", "stream": "almalinux:9", "packages": [
          {"name": "oak", "arch": "x86_64", "evr": "1:1.2-2.el9"},
          {"name": "oak-libs", "arch": "x86_64", "evr": "9.9-1.el9"},
          {"name": "elm", "arch": "x86_64", "evr": "2.0-1.el9"}]}]}
        """

    @Test("advisories of OSV and updateinfo are compared with the packages of a device")
    func comparesRPMPackages() async throws {
        let home = try Home()
        let folder = home.directory
        let osv = try folder.write(Self.advisory, to: "osv.json")
        let updates = try folder.write(Self.updateInfo, to: "updateinfo.xml")
        let file = try folder.write(Self.devices, to: "devices.json")
        try await home.thimble("catalog import", "osv", osv)
        try await home.thimble("catalog import", "updateinfo", updates, "--stream", "almalinux:9")
        try await home.thimble("device import", file)
        let lines = try JSONDocument.lines(try await home.thimble("findings", "--json")).map {
            ["advisory", "package", "installed", "fixed", "state"]
                .map { [line = $0] key in line[key].text ?? "-" }.joined(separator: " ")
        }
        // Epoch 1 is newer than any version without one.
        #expect(
            lines.sorted() == [
                "ALSA-2026:0001 oak 1:1.2-2.el9 1:1.2-3.el9 missing",
                "ALSA-2026:0001 oak-libs 9.9-1.el9 1:1.2-3.el9 missing",
                "ELM-2026:7 elm 2.0-1.el9 2.0-1.el9 installed",
            ]
        )
        let explained = try await home.thimble("explain", "alma", "ALSA-2026:0001")
        #expect(explained.contains("ALSA-2026:0001 on alma: missing"), "\(explained)")
        #expect(explained.contains("CVE-2026-0001"), "\(explained)")
    }

    @Test("updateinfo without its release is refused, and so is a truncated copy")
    func refusesUpdateInfo() async throws {
        let home = try Home()
        let whole = try home.directory.write(Self.updateInfo, to: "updateinfo.xml")
        let nameless = try await home.call("catalog import", ["updateinfo", whole])
        #expect(nameless.status == .exited(65))
        #expect(nameless.errors.contains("--stream"), "\(nameless.errors)")
        let cut = try home.directory.write(String(Self.updateInfo.dropLast(60)), to: "cut.xml")
        let result = try await home.call(
            "catalog import",
            ["updateinfo", cut, "--stream", "almalinux:9"]
        )
        #expect(result.status == .exited(65))
        #expect(result.errors.contains("cut.xml, line "), "\(result.errors)")
    }
}
