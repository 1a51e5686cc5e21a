// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct DeviceFileScannerTests {
    /// A device with its packages as values.
    struct Device: Equatable {
        var name: String
        var profile: InventoryProfile
        var packages: [InstalledPackage]
    }

    static func read(_ text: String, into table: inout PackageTable) throws -> [Device] {
        var devices: [Device] = []
        try DeviceFileScanner.scan(text.utf8, into: &table) { device, table in
            devices.append(
                Device(
                    name: device.name,
                    profile: device.profile,
                    packages: device.packages.map { table.packages[Int($0)] }
                )
            )
        }
        return devices
    }

    static func read(_ text: String) throws -> [Device] {
        var table = PackageTable()
        return try read(text, into: &table)
    }

    /// The packages of one device of a stream.
    private func packages(_ stream: String, _ rows: String) throws -> [InstalledPackage] {
        let device = "{\"name\":\"a\",\"stream\":\"\(stream)\",\"packages\":[\(rows)]}"
        let devices = try Self.read("{\"devices\":[\(device)]}")
        return try #require(devices.first).packages
    }

    @Test("a deb row names a source, a package or both")
    func readsDebRows() throws {
        let packages = try packages(
            "debian:12",
            """
            {"source": "openssl", "version": "3.0.15-1~deb12u1"},
            {"source": "glibc", "name": "libc6", "arch": "i386", "version": "2.36-9+b1",
             "source_version": "2.36-9", "hold": false},
            {"name": "bash", "arch": "all", "version": "no version at all", "hold": true,
             "source_version": "no version at all", "note": {"passed": ["over"]}},
            {"version": "1", "source": "zsh", "name": null, "arch": null, "evr": null, "hold": null,
             "source_version": null}
            """
        )
        let expected = [
            InstalledPackage(
                name: nil,
                architecture: nil,
                version: "3.0.15-1~deb12u1",
                source: "openssl"
            ),
            InstalledPackage(
                name: "libc6",
                architecture: "i386",
                version: "2.36-9+b1",
                source: "glibc",
                sourceVersion: "2.36-9"
            ),
            InstalledPackage(
                name: "bash",
                architecture: "all",
                version: "no version at all",
                source: "bash",
                isHeld: true
            ),
            InstalledPackage(name: nil, architecture: nil, version: "1", source: "zsh"),
        ]
        #expect(packages == expected)
    }

    @Test("an rpm row has a name and an evr")
    func readsRPMRows() throws {
        let packages = try packages(
            "almalinux:9",
            """
            {"name": "bash", "arch": "x86_64", "evr": "0:5.1.8-9.el9"},
            {"name": "bash-doc", "arch": "noarch", "version": "5.1.8", "source": "bash"},
            {"name": "zsh", "evr": "5.8", "version": "9", "source": "", "source_version": 7}
            """
        )
        let expected = [
            InstalledPackage(
                name: "bash",
                architecture: "x86_64",
                version: "0:5.1.8-9.el9",
                source: "bash"
            ),
            InstalledPackage(
                name: "bash-doc",
                architecture: "noarch",
                version: "5.1.8",
                source: "bash"
            ),
            InstalledPackage(name: "zsh", architecture: nil, version: "5.8", source: "zsh"),
        ]
        #expect(packages == expected)
    }

    @Test(
        "a row of Windows is an update, however its number is written",
        arguments: ["\"5001330\"", "\"KB5001330\"", "\"kb5001330\"", "5001330"]
    )
    func readsUpdates(kb: String) throws {
        let packages = try packages("windows:Windows 11: 24H2", "{\"kb\":\(kb),\"name\":7}")
        let expected = InstalledPackage(
            name: "KB5001330",
            architecture: nil,
            version: "",
            source: "KB5001330"
        )
        #expect(packages == [expected])
    }

    @Test("a row of macOS is an application with a dotted version")
    func readsApplications() throws {
        let packages = try packages(
            "macos:15",
            "{\"source\":\"Safari\",\"version\":\"18.1\"},{\"name\":\"Xcode\",\"version\":\"16\"}"
        )
        let expected = [
            InstalledPackage(name: nil, architecture: nil, version: "18.1", source: "Safari"),
            InstalledPackage(name: "Xcode", architecture: nil, version: "16", source: "Xcode"),
        ]
        #expect(packages == expected)
    }

    @Test(
        "the architecture is the device's, else the first native one, else the stream's",
        arguments: [
            ("debian:12", "\"arch\":\"riscv64\"", "i386", "riscv64"),
            ("debian:12", "\"arch\":null", "i386", "i386"),
            ("debian:12", "\"arch\":\"\"", "", "amd64"),
            ("ubuntu:24.04", "\"x\":0", "all", "amd64"), ("rocky:9", "\"x\":0", "noarch", "x86_64"),
            ("sles:15.6", "\"x\":0", "aarch64", "aarch64"),
            ("windows:Windows 11", "\"x\":0", "arm64", "x86_64"),
            ("macos:15", "\"x\":0", "arm64", "arm64"),
        ]
    )
    func findsArchitecture(stream: String, member: String, row: String, found: String) throws {
        // The row serves every kind of stream.
        let row = "{\"name\":\"a\",\"version\":\"1\",\"kb\":1,\"arch\":\"\(row)\"}"
        for text in [
            "{\"name\":\"a\",\"stream\":\"\(stream)\",\"packages\":[\(row)],\(member)}",
            "{\(member),\"packages\":[\(row)],\"stream\":\"\(stream)\",\"name\":\"a\"}",
        ] {
            let devices = try Self.read("{\"devices\":[\(text)]}")
            #expect(devices.map(\.profile.architecture) == [found])
            #expect(devices.map(\.profile.stream) == [stream])
        }
    }

    @Test("a device may say which repositories it uses")
    func readsRepositories() throws {
        let devices = try Self.read(
            """
            {"devices": [
              {"name": "a", "stream": "debian:12", "packages": [], "repositories": [
                {"origin": "Debian", "label": "Debian", "suite": "stable", "codename": "bookworm",
                 "component": "main", "trust": 1},
                {"origin": "Alpha", "suite": null}
              ]},
              {"name": "b", "stream": "debian:12", "packages": [], "repositories": null},
              {"name": "c", "stream": "debian:12", "packages": [], "repositories": []}
            ]}
            """
        )
        let alpha = Repository(origin: "Alpha", label: "", suite: "", codename: "", component: "")
        let debian = Repository(
            origin: "Debian",
            label: "Debian",
            suite: "stable",
            codename: "bookworm",
            component: "main"
        )
        #expect(devices.map(\.profile.repositories) == [[alpha, debian], nil, []])
    }

    @Test("the same text is read as its stream says, before or after it")
    func readsByStream() throws {
        let rows = """
            [{"name":"a","source":"s","version":"1","evr":"2","kb":"77"},
             {"name":"b","source":"t","version":"3","evr":"4","kb":"78"}                     ]
            """
        let streams = ["debian:12", "almalinux:9", "windows:w", "macos:15", "almalinux:9"]
        var texts: [String] = []
        for (index, stream) in (streams + streams).enumerated() {
            texts.append("{\"name\":\"f\(index)\",\"stream\":\"\(stream)\",\"packages\":\(rows)}")
            texts.append("{\"packages\":\(rows),\"stream\":\"\(stream)\",\"name\":\"l\(index)\"}")
            texts.append("{\"packages\":\(rows),\"stream\":\"\(stream)\",\"name\":\"m\(index)\"}")
        }
        var table = PackageTable()
        let file = "{\"devices\":[" + texts.joined(separator: ",") + "]}"
        for device in try Self.read(file, into: &table) {
            let expected: [String] =
                switch device.profile.stream {
                case "almalinux:9": ["a s 2", "b t 4"]
                case "windows:w": ["KB77 KB77 ", "KB78 KB78 "]
                default: ["a s 1", "b t 3"]
                }
            let found = device.packages.map { "\($0.name ?? "") \($0.source) \($0.version)" }
            #expect(found == expected, "\(device.name)")
        }
        // A guess at a stream adds no rows: six of them are all that the streams make of the two.
        #expect(table.count == 6)
    }

    @Test("packages come in the order of the file, with the numbers that the table had")
    func keepsOrderAndNumbers() throws {
        var table = PackageTable()
        table.append(
            InstalledPackage(name: nil, architecture: nil, version: "1", source: "known")
        )
        let rows = ["new", "known", "new", "newer"].map {
            "{\"source\":\"\($0)\",\"version\":\"1\"}"
        }
        let text = """
            {"devices":[{"name":"a","stream":"debian:12","packages":[\(rows.joined(separator: ","))]},
            {"name":"b","stream":"debian:12","packages":[\(rows[3]),\(rows[1])]}],"end":[1]}
            """
        var numbers: [[UInt32]] = []
        try DeviceFileScanner.scan(text.utf8, into: &table) { device, _ in
            numbers.append(device.packages)
        }
        #expect(numbers == [[1, 0, 1, 2], [2, 0]])
    }

    @Test("of members that stand twice the last one counts")
    func takesLastMember() throws {
        let devices = try Self.read(
            """
            {"devices":[{"name":"a","stream":"almalinux:9","packages":[{"name":"a","evr":"1"}],
            "packages":[{"name":"b","version":"1","version":"2"}],"name":"b","stream":"debian:12"}]}
            """
        )
        let package = InstalledPackage(name: "b", architecture: nil, version: "2", source: "b")
        let profile = InventoryProfile(
            stream: "debian:12",
            architecture: "amd64",
            repositories: nil
        )
        #expect(devices == [Device(name: "b", profile: profile, packages: [package])])
    }

    @Test("no devices are a file too")
    func readsEmptyFile() throws {
        #expect(try Self.read("{\"devices\": []}").isEmpty)
    }

    @Test("an error of the caller passes through")
    func passesErrors() {
        struct Odd: Error, Equatable {}
        var table = PackageTable()
        #expect(throws: Odd()) {
            try DeviceFileScanner.scan(
                "{\"devices\":[{\"name\":\"a\",\"stream\":\"macos:15\",\"packages\":[]}]}".utf8,
                into: &table
            ) { _, _ in throw Odd() }
        }
    }
}
