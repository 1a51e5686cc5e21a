// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import TestSupport
import Testing

@testable import Agent

@Suite struct RpmFileTests {
    @Test("sections, values over several lines and remarks are read")
    func ini() throws {
        let file = IniFile(
            text: """
                lost=before any section
                # remark
                [main]
                excludepkgs = a*, b
                    c
                ; remark
                gpgcheck=True
                [off]
                enabled = 0
                nonsense
                """
        )
        let main = try #require(file.section("main"))
        #expect(main.list("excludepkgs") == ["a*", "b", "c"])
        #expect(main.flag("gpgcheck") == true)
        #expect(main.flag("absent") == nil)
        #expect(file.section("off")?.flag("enabled") == false)
        #expect(file.sections.map(\.name) == ["main", "off"])
    }

    @Test("repositories that are switched on are told by name, without their addresses")
    func repositories() throws {
        let folder = try TemporaryDirectory(prefix: "repos")
        let text = """
            [base]
            name=Base $releasever
            baseurl=https://user:word@mirror.example/
            [off]
            name=Off
            enabled=0
            """
        try folder.write(text, to: "one.repo")
        try folder.write("[extra]\nenabled=1\n", to: "two.repo")
        try folder.write("[never]\n", to: "three.repo.rpmsave")
        let files = RepositoryFiles(folders: [folder.path, folder.path("absent")])
        #expect(
            try files.repositories() == [
                Repository.named("base", "Base $releasever"), Repository.named("extra", "extra"),
            ]
        )
    }

    @Test(
        "a pattern names packages in all of dnf's forms",
        arguments: [
            ("bash", true), ("ba*", true), ("bash.x86_64", true), ("bash.noarch", false),
            ("bash-5.1", true), ("bash-5.1-2.el9", true), ("bash-0:5.1-2.el9", true),
            ("bash-5.1-2.el9.x86_64", true), ("bash-0:5.1-2.el9.*", true),
            ("bash-1:5.1-2.el9", false), ("bash-5.2*", false), ("bas", false), ("[a-c]ash", true),
        ]
    )
    func pattern(text: String, isNamed: Bool) {
        let package = RpmPackage.sample("bash", "5.1-2.el9", "x86_64")
        #expect(PackagePattern(text: text).names(package) == isNamed)
    }

    @Test(
        "a lock on another version locks the package too",
        arguments: [
            ("bash-0:5.2-1.el9.*", true), ("bash-doc-0:5.2-1.el9.*", false),
            ("ba*-5.2-1.el9", true), ("bash-completion-extra", false),
        ]
    )
    func otherVersion(text: String, isNamed: Bool) {
        let package = RpmPackage.sample("bash", "5.1-2.el9", "x86_64")
        #expect(PackagePattern(text: text).namesAnyVersion(of: package) == isNamed)
    }

    @Test("holds of dnf are its excludes and the locks of its plugin")
    func dnfHolds() throws {
        let root = try TemporaryDirectory(prefix: "root")
        let state = try TemporaryDirectory(prefix: "agent")
        try root.write("[main]\nexcludepkgs=kernel*\nexclude=own\n", to: "etc/dnf/dnf.conf")
        let list = "# added\n\nbash-0:5.1-2.el9.*\n!zsh-0:5.8-1.el9.*\n"
        try root.write(list, to: "etc/dnf/plugins/versionlock.list")
        let configuration = try DnfConfiguration(
            root: root.path,
            state: StateDirectory(state.path)
        )
        let kept = ["kernel-core", "own", "bash", "zsh", "vim"].filter { name in
            let version = name == "zsh" ? "5.8-1.el9" : "5.1-2.el9"
            let package = RpmPackage.sample(name, version, "x86_64")
            return (try? DnfHolds(configuration).keeps(package)) == true
        }
        #expect(kept == ["kernel-core", "own", "bash"])
        try root.write("[main]\nenabled = 0\n", to: "etc/dnf/plugins/versionlock.conf")
        #expect(try DnfHolds(configuration).locks.isEmpty)
        try root.write("[main]\nlocklist = /srv/locks\n", to: "etc/dnf/plugins/versionlock.conf")
        try root.write("vim\n", to: "srv/locks")
        #expect(try DnfHolds(configuration).locks == [PackagePattern(text: "vim")])
    }
}

extension Repository {
    /// A repository as `.repo` files describe it.
    fileprivate static func named(_ origin: String, _ label: String) -> Repository {
        Repository(origin: origin, label: label, suite: "", codename: "", component: "")
    }
}
