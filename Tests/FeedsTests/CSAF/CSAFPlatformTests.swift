// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct CSAFPlatformTests {
    @Test(
        "products of Red Hat belong to the main stream or to the stream of their extension",
        arguments: [
            ("cpe:/o:redhat:enterprise_linux:9::baseos", "rhel:9"),
            ("cpe:/a:redhat:enterprise_linux:8::appstream", "rhel:8"),
            ("cpe:/o:redhat:enterprise_linux:7::server", "rhel:7"),
            ("cpe:/o:redhat:enterprise_linux:6", "rhel:6"),
            ("cpe:/o:redhat:enterprise_linux:10.1", "rhel:10"),
            ("cpe:/a:redhat:rhel_extras_rt:7", "rhel:7"),
            ("cpe:/a:redhat:rhel_eus:9.2::appstream", "rhel-eus:9.2"),
            ("cpe:/o:redhat:rhel_aus:8.2::baseos", "rhel-aus:8.2"),
            ("cpe:/a:redhat:rhel_tus:8.4::nfv", "rhel-tus:8.4"),
            ("cpe:/a:redhat:rhel_e4s:9.0::sap", "rhel-e4s:9.0"),
            ("cpe:/o:redhat:enterprise_linux_eus:10.0", "rhel-eus:10.0"),
        ]
    )
    func readsRedHat(cpe: String, stream: String) {
        #expect(CSAFPlatform.named(cpe: cpe, name: "any") == CSAFPlatform([stream]))
    }

    @Test("long support of Red Hat goes on with the main stream, for subscribers")
    func readsLongSupport() {
        #expect(
            CSAFPlatform.named(cpe: "cpe:/o:redhat:rhel_els:7", name: "any")
                == CSAFPlatform(["rhel:7"], access: .subscribers("Red Hat ELS"))
        )
    }

    @Test(
        "other products belong to no release",
        arguments: [
            "cpe:/a:redhat:openshift:4.16::el9", "cpe:/a:redhat", "cpe:/a:redhat:openstack:17.1",
            "cpe:/o:redhat:enterprise_linux:9::fastdatapath", "cpe:/o:redhat:enterprise_linux",
            "cpe:/o:redhat:enterprise_linux:8::hypervisor", "cpe:/a:redhat:rhel_eus:9",
            "cpe:/a:redhat:rhel_software_collections:3", "cpe:/o:redhat:enterprise_linux:9.x",
            "cpe:/o:maker:enterprise_linux:9", "cpe:/a:redhat:storage_eus:9.2",
        ]
    )
    func refuses(cpe: String) {
        #expect(CSAFPlatform.named(cpe: cpe, name: "SUSE Linux Enterprise Server 15 SP5") == nil)
    }

    @Test("without a CPE the name decides, which only SUSE's do")
    func readsNames() {
        let server = "SUSE Linux Enterprise Server 15 SP5"
        #expect(CSAFPlatform.named(cpe: nil, name: server) == CSAFPlatform(["suse:sles:15.5"]))
        #expect(CSAFPlatform.named(cpe: "none", name: server) == CSAFPlatform(["suse:sles:15.5"]))
        #expect(CSAFPlatform.named(cpe: nil, name: "Red Hat Enterprise Linux 9") == nil)
    }
}
