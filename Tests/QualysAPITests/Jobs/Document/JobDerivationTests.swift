// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Testing
import Web

@testable import QualysAPI

/// Jobs that someone else asked for, read off their plans.
@Suite struct JobDerivationTests {
    /// A deployment of the command line that installs everything, every second week.
    private func deployment(
        _ kind: Deployment.Kind = .install,
        _ change: (inout Deployment) -> Void = { _ in }
    ) -> Deployment {
        var deployment = Deployment(
            id: Deployment.Identity(derivedFrom: "by hand"),
            number: 7,
            tenant: Tenant.Identity(derivedFrom: "site 2"),
            path: TenantPath(root: 1),
            kind: kind,
            name: "By hand",
            summary: "every second week",
            plan: DeploymentPlan(
                targets: .everything,
                patches: .missing,
                schedule: .onDemand,
                policy: DeploymentPolicy(
                    id: DeploymentPolicy.Identity(derivedFrom: "by hand"),
                    number: 1,
                    tenant: nil,
                    path: nil,
                    name: "By hand"
                )
            ),
            createdBy: "local:smith",
            createdAt: JobWorld.now,
            request: "{}"
        )
        change(&deployment)
        return deployment
    }

    private func members(_ change: (inout DeploymentPlan) -> Void) -> JSONObject {
        JobDocument(of: deployment { change(&$0.plan) }, context: JobWorld.context).members
    }

    private func job(_ kind: Deployment.Kind = .install) -> JobDocument {
        JobDocument(of: deployment(kind), context: JobWorld.context)
    }

    @Test("name, text and state are the deployment's")
    func hasHead() {
        let job = job()
        #expect(job.name == "By hand" && job.summary == "every second week")
        #expect(job.isDerived)
        #expect(!job.isEnabled)
        for (status, isEnabled) in [
            (Deployment.Status.draft, false), (.enabled, true), (.disabled, false), (.ended, true),
        ] {
            let job = JobDocument(
                of: deployment { $0.status = status },
                context: JobWorld.context
            )
            #expect(job.isEnabled == isEnabled)
        }
    }

    @Test("what was enabled on demand starts when it was enabled")
    func startsWhenEnabled() {
        let job = JobDocument(
            of: deployment {
                $0.status = .ended
                $0.enabledAt = JobWorld.now
            },
            context: JobWorld.context
        )
        #expect(job.members.text("startDateTime") == "2026-8-01 09:30:05 AM")
        #expect(job.members.text("timezone") == "UTC")
    }

    @Test("kinds have types")
    func hasType() {
        #expect(job(.install).type == "Install")
        #expect(job(.rollback).type == "Rollback")
        let job = JobDocument(
            of: deployment(.mitigate) {
                let script = Script(interpreter: .sh, text: "x", timeoutSeconds: 1)
                let label = MitigationLabel(name: "no-x", cves: ["CVE-2024-3094", "CVE-2023-4863"])
                $0.plan.actions = [OrderAction(id: UUID(), name: label.text, script: script)]
            },
            context: JobWorld.context
        )
        #expect(job.family == .mitigation && job.type == "Mitigate")
        #expect(job.qids == [20_240_003_094, 20_230_004_863])
    }

    @Test("devices, groups and exclusions have words; everything else that names devices has none")
    func tellsTargets() {
        let members = members {
            $0.targets = DeploymentTargets(devices: [JobWorld.kiln])
            $0.targets.groups = [JobWorld.pits]
            $0.targets.matchesAllGroups = true
            $0.targets.excludedDevices = [JobWorld.crusher]
            $0.targets.excludedGroups = [JobWorld.sheds]
            $0.targets.excludesOnlyAllGroups = true
            $0.targets.platform = "mac"
            $0.targets.lacking = "cve:*"
        }
        #expect(members.texts("assetIds") == ["\(JobWorld.kiln)"])
        #expect(members.texts("assetTagIds") == ["\(JobWorld.pits)"])
        #expect(members.text("filterType") == "All")
        #expect(members.texts("exclusionAssetIds") == ["\(JobWorld.crusher)"])
        #expect(members.texts("exclusionTagIds") == ["\(JobWorld.sheds)"])
        #expect(members.text("exclusionFilterType") == "All")
        #expect(members.text("platform") == "MacOS")
        #expect(members.text("assetDetectionsQQL") == "cve:*")
        let everything = self.members { _ in }
        for name in ["assetIds", "assetTagIds", "exclusionAssetIds", "exclusionTagIds"] {
            #expect(everything.at(name) == .null)
        }
        #expect(everything.at("platform") == .null)
    }

    @Test("devices that a plan knows by name are shown, as far as the caller sees them")
    func tellsNames() {
        let members = members {
            $0.targets = DeploymentTargets(devices: [JobWorld.kiln])
            $0.targets.names = ["CRUSHER", "kiln", "furnace", "nobody"]
        }
        #expect(members.texts("assetIds") == ["\(JobWorld.kiln)", "\(JobWorld.crusher)"])
    }

    @Test(
        "patches have words",
        arguments: [
            (
                PatchChoice.listed([JobWorld.granite]), "approvedPatches",
                #"["\#(JobWorld.granite)"]"#
            ),
            (.matching(query: "cve:*", limit: 7), "dynamicPatchesQQL", #""cve:*""#),
            (.missing, "dynamicPatchesQQL", #""patchStatus:Missing""#),
            (.none, "dynamicPatchesQQL", #""""#),
            (
                .linked(Deployment.Identity(derivedFrom: "a")), "linkedJobId",
                #""\#(Deployment.Identity(derivedFrom: "a"))""#
            ),
        ]
    )
    func tellsPatches(_ choice: PatchChoice, _ name: String, _ value: String) throws {
        let members = members { $0.patches = choice }
        #expect(try members.at(name) == JSONValue.parse(value))
        #expect(members.usesQuery == (name == "dynamicPatchesQQL" && value.count > 2))
    }

    @Test("a schedule has a type where the vendor has a word for it")
    func tellsSchedule() {
        let cases: [(Recurrence, String?, String, String)] = [
            (.once, "Once", "recurring", "false"),
            (.daily(every: 1), "Daily", "recurring", "true"),
            (.daily(every: 2), nil, "recurring", "true"),
            (.everyWeekday, "Weekly", "recurringWeekDays", #""0,1,1,1,1,1,0""#),
            (
                .weekly(every: 1, days: [.sunday]), "Weekly", "recurringWeekDays",
                #""1,0,0,0,0,0,0""#
            ),
            (.weekly(every: 2, days: [.sunday]), nil, "recurring", "true"),
            (.monthlyOnDay(5, every: 1, lastDayWhenShort: false), "Monthly", "dayOfMonth", "5"),
            (.monthlyOnLastDay(every: 1), "Monthly", "recurringLastDayOfMonth", "true"),
            (.monthlyOnLastDay(every: 3), nil, "recurring", "true"),
            (
                .monthlyOnWeekday(.third, .friday, every: 1), "Monthly", "recurringDayOfMonth", "3"
            ),
            (
                .monthlyOnWeekday(.third, .friday, every: 1), "Monthly", "recurringWeekDayOfMonth",
                "5"
            ),
            (.monthlyOnWeekday(.last, .friday, every: 1), nil, "recurringDayOfMonth", "null"),
            (.patchTuesday(plusDays: -2), "Monthly", "monthlyRecurringType", "1"),
            (.patchTuesday(plusDays: -2), "Monthly", "patchTuesdayPlusXDays", "-2"),
            (.everyInterval(seconds: 3_600), nil, "recurring", "true"),
            (.windows, nil, "recurring", "true"),
            (.afterDeployment, nil, "recurring", "false"),
            (.onActivation, "Conditional", "isDefaultJob", "true"),
            (.onInactivity(days: 5), "Conditional", "isDefaultJob", "true"),
        ]
        let start = LocalDateTime("2026-08-10T18:00")
        for (recurrence, type, name, value) in cases {
            let members = members {
                $0.schedule = Schedule(recurrence: recurrence, start: start, zone: .device)
            }
            #expect(members.text("scheduleType") == type, "\(recurrence)")
            #expect(members.at(name).json == value, "\(recurrence)")
            let shown = recurrence.isTimed ? "2026-8-10 06:00:00 PM" : nil
            #expect(members.text("startDateTime") == shown, "\(recurrence)")
            #expect(members.text("timezoneType") == (recurrence.isTimed ? "AGENT_TZ" : nil))
        }
    }

    @Test("how devices go about it has words")
    func tellsConduct() {
        let script = Script(interpreter: .bash, text: "x", timeoutSeconds: 60)
        let members = members {
            $0.policy.runTimeoutMinutes = 90
            $0.policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 40)
            $0.policy.messages = UserMessages(before: "a", during: "b", after: "c", reboot: "d")
            $0.policy.startCountdownMinutes = 5
            $0.policy.startDeferral = DeferralPolicy(count: 2, intervalMinutes: 45)
            $0.policy.reboot = RebootPolicy(
                mode: .always,
                countdownMinutes: 30,
                deferral: DeferralPolicy(count: 4, intervalMinutes: 180),
                waitsForUsers: true
            )
            $0.policy.retries = RetryPolicy(count: 3, firstDelaySeconds: 600)
            $0.policy.before = [OrderAction(id: UUID(), name: "stop", script: script)]
        }
        let expected: [(String, String)] = [
            ("timeout", "90"), ("timeoutUnit", #""MINUTES""#), ("opportunisticDownloads", "true"),
            ("downloadRandomizeTime", "40"), ("preDeployment.userMessage", #""a""#),
            ("duringDeployment.userMessage", #""b""#),
            ("postDeployment.onComplete.userMessage", #""c""#),
            ("postDeployment.rebootOption.userMessage", #""d""#),
            ("jobStartCountdown.interval", "5"), ("preDeployment.deferment.count", "2"),
            ("preDeployment.deferment.interval", "45"),
            ("preDeployment.deferment.intervalUnit", #""MINUTES""#),
            ("postDeployment.rebootOption.deferment.interval", "3"),
            ("postDeployment.rebootOption.deferment.intervalUnit", #""HOURS""#),
            ("postDeployment.rebootCountdown.interval", "30"),
            ("postDeployment.suppressReboots", "false"),
            ("postDeployment.rebootHonorOnUserLogin", "true"),
            ("enableReattemptFailedPatches", "true"),
            ("reattemptFailedPatches.noOfReattempts", "3"),
            ("reattemptFailedPatches.exponentialBackoffInterval", "10"),
            ("continueOnPatchFailure", "true"), ("allowExecutionWithPendingReboot", "true"),
        ]
        for (path, value) in expected { #expect(members.at(path).json == value, "\(path)") }
        let action = members.at("preDeployActions").elements?.first
        #expect(action?.value("actionItem") == .string("stop"))
        #expect(members.at("postDeployActions") == .null)
        let never = self.members { _ in }
        #expect(never.flag("postDeployment.suppressReboots"))
        #expect(never.at("jobStartCountdown") == .null)
        #expect(never.number("timeout") == -1)
    }
}
