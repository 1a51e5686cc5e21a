// SPDX-License-Identifier: Apache-2.0

import Testing

/// Modules of rpm distributions, and fixes of one release only.
@Suite struct ModuleRuleTests {
    static let modules = [
        RuleCase(
            "the fix of a module is offered to a package from outside of it",
            catalogue: "alsa ALSA-1 perl=4:5.40-1.module_el9+1+abc",
            machine: "perl:x86_64 4:5.32-1.el9 perl",
            stream: "almalinux:9",
            finds: "",
            explains: "ALSA-1 -> notApplicable other_module"
        ),
        RuleCase(
            "a fix from outside of modules is offered to a module's package",
            catalogue: "alsa ALSA-1 perl=4:5.40-1.el9",
            machine: "perl:x86_64 4:5.32-1.module_el9+1+abc perl",
            stream: "almalinux:9",
            finds: "",
            explains: "ALSA-1 -> notApplicable other_module"
        ),
        RuleCase(
            "a module's older build lacks the module's fix",
            catalogue: "alsa ALSA-1 perl=4:5.40-1.module_el9+2+abc",
            machine: "perl:x86_64 4:5.40-1.module_el9+1+abc perl",
            stream: "almalinux:9",
            finds: "ALSA-1 missing binary_older",
            explains: "ALSA-1 -> missing binary_older"
        ),
        RuleCase(
            "an advisory of both is judged by the part that concerns the machine",
            catalogue: "alsa ALSA-1 perl=5.40-1.module_el9+2+abc perl-libs=5.32-2.el9",
            machine: "perl:x86_64 5.32-1.el9 perl\nperl-libs:x86_64 5.32-2.el9 perl",
            stream: "almalinux:9",
            finds: "ALSA-1 installed up_to_date"
        ),
    ]

    @Test("a module's packages stay among themselves", arguments: modules)
    func keepsModules(_ rule: RuleCase) throws { try rule.check() }

    static let releases = [
        RuleCase(
            "the fix of another release makes a machine vulnerable",
            catalogue: "main b 1 b:amd64\nnext a 2.0 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "",
            explains: "a 2.0 -> notApplicable other_release"
        ),
        RuleCase(
            "an advisory of one release is found on the next one, which was never affected",
            catalogue: "next b 1 b:amd64\ndsa DSA-1 a 1.1",
            machine: "a:amd64 1.0 a",
            stream: "debian:13",
            finds: "",
            explains: "a 1.1 -> notApplicable other_release"
        ),
        RuleCase(
            "of an advisory with a version for each release the wrong one is compared",
            catalogue: "dsa DSA-1 a 1.1-1\nnext a 1.2-1 a:amd64",
            machine: "- 1.1-1 a",
            finds: "a 1.1-1 installed up_to_date",
            explains: "a 1.1-1 -> installed up_to_date",
            "a 1.2-1 -> notApplicable other_release"
        ),
        RuleCase(
            "a distribution's fix is offered to another distribution's package of the same name",
            catalogue: "dsa DSA-1 a 1.1\nusn USN-1 a 1.2 a:amd64",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date",
            explains: "a 1.2 -> notApplicable other_release"
        ),
    ]

    @Test("a fix belongs to its release", arguments: releases)
    func keepsReleases(_ rule: RuleCase) throws { try rule.check() }
}
