// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct SUSEProductTests {
    @Test(
        "a product belongs to its service pack, by its CPE and by its name",
        arguments: [
            ("suse:sles:15:sp5", "SUSE Linux Enterprise Server 15 SP5", "suse:sles:15.5"),
            ("suse:sled:12:sp3", "SUSE Linux Enterprise Desktop 12 SP3", "suse:sles:12.3"),
            ("suse:sles:15", "SUSE Linux Enterprise Server 15", "suse:sles:15"),
            ("suse:sles:16:16.0:server", "SUSE Linux Enterprise Server 16.0", "suse:sles:16.0"),
            (
                "suse:sle-module-basesystem:15:sp4",
                "SUSE Linux Enterprise Module for Basesystem 15 SP4", "suse:sles:15.4"
            ),
            ("suse:sle-micro:5.3", "SUSE Linux Enterprise Micro 5.3", "suse:sle-micro:5.3"),
            ("suse:suse-microos:5.2", "SUSE Linux Enterprise Micro 5.2", "suse:sle-micro:5.2"),
            ("suse:sl-micro:6.0", "SUSE Linux Micro 6.0", "suse:sl-micro:6.0"),
            ("opensuse:leap:15.6", "openSUSE Leap 15.6", "opensuse:leap:15.6"),
            ("opensuse:leap-micro:5.5", "openSUSE Leap Micro 5.5", "opensuse:leap-micro:5.5"),
            ("opensuse:tumbleweed", "openSUSE Tumbleweed", "opensuse:tumbleweed"),
            ("opensuse:opensuse:13.2", "openSUSE 13.2", "opensuse:13.2"),
        ]
    )
    func reads(cpe: String, name: String, stream: String) {
        let platform = CSAFPlatform([stream])
        #expect(CPEName("cpe:/o:" + cpe).flatMap(SUSEProduct.init)?.platform == platform)
        #expect(SUSEProduct(name: name)?.platform == platform)
    }

    @Test(
        "long support and special offers are for their subscribers",
        arguments: [
            (
                "suse:sles-ltss:15:sp3", "SUSE Linux Enterprise Server 15 SP3-LTSS", "15.3",
                "SUSE LTSS"
            ),
            (
                "suse:suse_sles_ltss:11:sp4", "SUSE Linux Enterprise Server 11 SP4 LTSS", "11.4",
                "SUSE LTSS"
            ),
            ("suse:sles-ltss:15", "SUSE Linux Enterprise Server 15-LTSS", "15", "SUSE LTSS"),
            (
                "suse:sle_hpc-espos:15:sp4",
                "SUSE Linux Enterprise High Performance Computing 15 SP4-ESPOS", "15.4",
                "SUSE ESPOS"
            ),
            (
                "suse:sles-ltss-extended-security:12:sp5",
                "SUSE Linux Enterprise Server LTSS Extended Security 12 SP5", "12.5",
                "SUSE LTSS Extended Security"
            ),
            (
                "suse:suse_sles_ltss-extreme-core:11:sp4",
                "SUSE Linux Enterprise Server 11 SP4-LTSS EXTREME CORE", "11.4",
                "SUSE LTSS Extreme Core"
            ),
            ("suse:sles-bcl:12:sp2", "SUSE Linux Enterprise Server 12 SP2-BCL", "12.2", "SUSE BCL"),
            (
                "suse:sles_sap:15:sp1", "SUSE Linux Enterprise Server for SAP Applications 15 SP1",
                "15.1", "SLES for SAP Applications"
            ),
            (
                "suse:sle_rt:15:sp3", "SUSE Linux Enterprise Real Time 15 SP3", "15.3",
                "SLE Real Time"
            ),
        ]
    )
    func readsOffers(cpe: String, name: String, release: String, offer: String) {
        let platform = CSAFPlatform(["suse:sles:\(release)"], access: .subscribers(offer))
        #expect(CPEName("cpe:/o:" + cpe).flatMap(SUSEProduct.init)?.platform == platform)
        #expect(SUSEProduct(name: name)?.platform == platform)
    }

    @Test(
        "extensions are for whoever gets the release",
        arguments: [
            "SUSE Linux Enterprise High Availability Extension 15 SP4",
            "SUSE Linux Enterprise Software Development Kit 15 SP4",
            "SUSE Linux Enterprise Workstation Extension 15 SP4", "SUSE Package Hub 15 SP4",
            "SUSE Linux Enterprise Live Patching 15 SP4", "openSUSE Backports SLE-15-SP4",
        ]
    )
    func readsExtensions(name: String) {
        let platform = CSAFPlatform(["suse:sles:15.4"], access: .release)
        #expect(SUSEProduct(name: name)?.platform == platform)
    }

    @Test(
        "a module of release 12 is for all of its service packs",
        arguments: ["12", "12.0"]
    )
    func readsModulesOf12(version: String) {
        let name = CPEName("cpe:/o:suse:sle-module-containers:\(version)")
        #expect(
            name.flatMap(SUSEProduct.init)?.platform
                == CSAFPlatform([
                    "suse:sles:12", "suse:sles:12.1", "suse:sles:12.2", "suse:sles:12.3",
                    "suse:sles:12.4", "suse:sles:12.5",
                ])
        )
        let sap = SUSEProduct(name: "SUSE Linux Enterprise Module for SAP Applications 15 SP1")
        #expect(sap?.platform == CSAFPlatform(["suse:sles:15.1"]))
    }

    @Test(
        "products with builds of their own belong to no release",
        arguments: [
            "SUSE Linux Enterprise Server Teradata 12 SP3", "SUSE Manager Server 4.2",
            "SUSE Linux Enterprise Module for SUSE Manager Server 4.3",
            "SUSE Enterprise Storage 7.1",
            "SUSE OpenStack Cloud 9", "SUSE CaaS Platform 4.0", "openSUSE Leap", "openSUSE",
            "SUSE Linux Enterprise Server", "SUSE Linux Enterprise Micro for Rancher 5.2",
            "SUSE Linux Enterprise Server for the Raspberry Pi 12 SP2", "Maker Server 15 SP5", "",
        ]
    )
    func refuses(name: String) {
        #expect(SUSEProduct(name: name)?.platform == nil)
    }
}
