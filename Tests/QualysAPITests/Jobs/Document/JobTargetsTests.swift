// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Testing
import Web

@testable import QualysAPI

/// Which devices a job means: a member, and what it changes in the plan's targets.
@Suite struct JobTargetsTests {
    private func targets(_ members: String) throws -> DeploymentTargets {
        let job = try JobWorld.job(#"{"name": "stone", \#(members)}"#)
        return try job.draft(context: JobWorld.context).plan.targets
    }

    private static let crusher = #"["\#(JobWorld.crusher)"]"#
    private static let pits = #"["\#(JobWorld.pits)"]"#
    private static let both = #"["\#(JobWorld.pits)", "\#(JobWorld.sheds)"]"#

    @Test("assets are devices, tags are groups, of which any or all must match")
    func namesTargets() throws {
        var expected = DeploymentTargets(devices: [JobWorld.crusher])
        #expect(try targets(#""assetIds": \#(Self.crusher)"#) == expected)
        expected.groups = [JobWorld.pits, JobWorld.sheds]
        let members = #""assetIds": \#(Self.crusher), "assetTagIds": \#(Self.both)"#
        #expect(try targets(members) == expected)
        expected.matchesAllGroups = true
        #expect(try targets(#"\#(members), "filterType": "all""#) == expected)
    }

    @Test("tags of which all must match are groups of which all must match")
    func matchesAll() throws {
        var expected = DeploymentTargets()
        expected.groups = [JobWorld.pits, JobWorld.sheds]
        expected.matchesAllGroups = true
        #expect(try targets(#""matchAllTagIds": \#(Self.both), "assetTagIds": []"#) == expected)
    }

    @Test("exclusions, the platform and the patches that must be missing narrow the targets")
    func narrows() throws {
        var expected = DeploymentTargets()
        expected.groups = [JobWorld.pits]
        let tags = #""assetTagIds": \#(Self.pits)"#
        expected.excludedDevices = [JobWorld.kiln]
        #expect(try targets(#"\#(tags), "exclusionAssetIds": ["\#(JobWorld.kiln)"]"#) == expected)
        expected.excludedDevices = []
        expected.excludedGroups = [JobWorld.pits, JobWorld.sheds]
        #expect(try targets(#"\#(tags), "exclusionTagIds": \#(Self.both)"#) == expected)
        expected.excludesOnlyAllGroups = true
        let excluded = #"\#(tags), "exclusionTagIds": \#(Self.both)"#
        #expect(try targets(#"\#(excluded), "exclusionFilterType": "All""#) == expected)
        expected.excludedGroups = []
        expected.excludesOnlyAllGroups = false
        for (name, platform) in [("Windows", "Windows"), ("linux", "Linux"), ("MacOS", "Mac")] {
            expected.platform = platform
            #expect(try targets(#"\#(tags), "platform": "\#(name)""#) == expected)
        }
        expected.platform = nil
        expected.lacking = "severity:Critical"
        #expect(try targets(#"\#(tags), "assetDetectionsQQL": "severity:Critical""#) == expected)
    }

    @Test("a job without assets means no device, whatever its platform")
    func namesNothing() throws {
        let targets = try targets(#""platform": "Linux""#)
        #expect(targets.query == JobTargets.nothing)
        #expect(targets.devices.isEmpty && targets.groups.isEmpty && !targets.isEverything)
        let now = JobWorld.now
        let filter = try QueryParser(SearchSchema.devices, now: now.milliseconds)
            .filter(JobTargets.nothing)
        let snapshot = JobWorld.context.snapshot
        let root = TenantPath(root: 1)
        #expect(snapshot.devices(matching: filter, in: root, now: now).isEmpty)
        #expect(!snapshot.devices(matching: .everything, in: root, now: now).isEmpty)
    }

    @Test(
        "what the caller does not have is refused by name",
        arguments: [
            ("assetIds", "\(JobWorld.nobody)".lowercased(), "asset"),
            ("exclusionAssetIds", "\(JobWorld.nobody)".lowercased(), "asset"),
            ("assetIds", "\(JobWorld.furnace)", "asset"),
            ("assetTagIds", "\(JobWorld.nobody)".lowercased(), "asset tag"),
            ("exclusionTagIds", "\(JobWorld.foreign)", "asset tag"),
            ("matchAllTagIds", "\(JobWorld.foreign)", "asset tag"),
            ("approvedPatches", "\(JobWorld.nobody)".lowercased(), "patch"),
        ]
    )
    func refusesUnknown(_ member: String, _ id: String, _ noun: String) {
        let said = JobWorld.refusal { _ = try targets(#""\#(member)": ["\#(id)"]"#) }
        #expect(said == "body \(member): there is no \(noun) \(id)")
    }

    @Test("of many unknown ones the first ten are named")
    func namesTen() throws {
        let ids = (10...21).map { "00000000-0000-0000-0000-0000000000\($0)" }
        let list = ids.map { "\"\($0)\"" }.joined(separator: ", ")
        let said = try #require(
            JobWorld.refusal { _ = try targets(#""assetIds": [\#(list)]"#) }
        )
        #expect(said.hasSuffix("\(ids[9]) and 2 others"))
    }
}
