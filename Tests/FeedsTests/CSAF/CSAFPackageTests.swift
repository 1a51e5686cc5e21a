// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct CSAFPackageTests {
    private func text(_ name: String, _ purl: String?, branch: String = "") -> String {
        var product = CSAFProducts.Product(name: name, purl: purl)
        product.architecture = branch
        guard let package = CSAFPackage(product) else { return "none" }
        return "\(package.name) \(package.version ?? "-") \(package.architecture)"
            + (package.isSource ? " source" : "") + (package.isModular ? " module" : "")
    }

    @Test(
        "Red Hat's names give name, version and architecture",
        arguments: [
            (
                "hats-0:1.2-3.el9.x86_64", "pkg:rpm/m/hats@1.2-3.el9?arch=x86_64",
                "hats 1.2-3.el9 x86_64"
            ),
            // The package URL lacks the epoch, which counts.
            (
                "big-hats-2:1.2-3.el9.noarch", "pkg:rpm/m/big-hats@1.2-3.el9",
                "big-hats 2:1.2-3.el9 noarch"
            ),
            (
                "hats-0:1.2-3.el9.src", "pkg:rpm/m/hats@1.2-3.el9?arch=src",
                "hats 1.2-3.el9 src source"
            ),
            (
                "hats-0:1-2.module+el8.s390x::hats:2", "pkg:rpm/m/hats@1-2?rpmmod=hats:2",
                "hats 1-2.module+el8 s390x"
            ),
            ("hats", "pkg:rpm/m/hats", "hats - "),
            ("hats.src", "pkg:rpm/m/hats?arch=src", "hats - src source"),
            ("hats", "pkg:rpm/m/hats?arch=src", "hats - src source"),
            ("hats::hats:2", "pkg:rpm/m/hats?rpmmod=hats:2", "hats -  module"),
            ("hats:2/felt", "pkg:rpmmod/m/hats:2/felt", "felt -  module"),
            ("java-1.8.0-hats", "pkg:rpm/m/java-1.8.0-hats", "java-1.8.0-hats - "),
            // Where the name has no form of its own, the package URL says everything.
            ("Felt hats", "pkg:rpm/m/hats@1.2-3%2Bb?arch=x86_64&epoch=4", "hats 4:1.2-3+b x86_64"),
            ("Felt hats", "pkg:rpm/m/hats@1.2", "hats - "),
        ]
    )
    func readsRedHat(name: String, purl: String, expected: String) {
        #expect(text(name, purl) == expected)
    }

    @Test(
        "SUSE's names need no package URL",
        arguments: [
            ("hats-1.2+git.7-3.1", "hats 1.2+git.7-3.1 "),
            ("hats-1.2-3.1.x86_64", "hats 1.2-3.1 x86_64"),
            ("hats-1.2-3.1.src", "hats 1.2-3.1 src source"), ("libhats0", "libhats0 - "),
            ("hats-kmp-rt_debug-4.12-1.3", "hats-kmp-rt_debug 4.12-1.3 "),
            ("java-1_8_0-hats", "java-1_8_0-hats - "), ("libhats2-32bit", "libhats2-32bit - "),
            ("libhats-2-32bit", "libhats-2-32bit - "), ("hats-1.2", "hats-1.2 - "),
            ("hats:2/felt", "felt -  module"), ("hats-x:1-2", "hats-x:1-2 - "),
        ]
    )
    func readsSUSE(name: String, expected: String) {
        #expect(text(name, nil) == expected)
    }

    @Test("the branch tells an architecture that the name does not have")
    func readsBranch() {
        #expect(text("hats-1.2-3.1", nil, branch: "aarch64") == "hats 1.2-3.1 aarch64")
        #expect(text("hats-0:1.2-3.1.i686", nil, branch: "src") == "hats 1.2-3.1 i686")
        #expect(text("hats", "pkg:rpm/m/hats@1.2-3", branch: "src") == "hats 1.2-3 src source")
    }

    @Test(
        "containers and modules as a whole are no packages",
        arguments: [
            ("hats4/felt-rhel9", nil), ("hats:2:8060:ad0", "pkg:rpmmod/m/hats@2:8060:ad0"),
            ("hats", "pkg:oci/hats@sha256:0"), ("hats", "none"), ("/", nil),
        ] as [(String, String?)]
    )
    func refuses(name: String, purl: String?) {
        #expect(text(name, purl) == "none")
    }
}
