// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@testable import QualysAPI

/// Each member by itself, through the table; what members say together has its own suites.
@Suite struct JobMemberTests {
    private let table = JobTable.members(of: .patch)

    private func merged(_ former: JSONObject, _ body: String) throws -> JSONObject {
        try table.merged(former, try JobWorld.object(body))
    }

    private var named: JSONObject {
        get throws { try merged(table.fallbacks, #"{"name": "stone"}"#) }
    }

    @Test("a member is what it is by default where nobody says", arguments: JobMemberCase.all)
    func hasDefault(_ sample: JobMemberCase) throws {
        #expect(try named.at(sample.path) == JSONValue.parse(sample.fallback))
    }

    @Test("a good value is shown in its form, in a change as well", arguments: JobMemberCase.all)
    func takesGood(_ sample: JobMemberCase) throws {
        for (sent, shown) in sample.good {
            let members = try merged(try named, sample.body(sent))
            #expect(try members.at(sample.path) == JSONValue.parse(shown), "\(sent)")
            // What is shown can be sent again.
            #expect(try merged(members, sample.body(shown)) == members, "\(shown)")
            let again = JSONValue.object(members).json
            #expect(try merged(try named, again) == members, "\(sent)")
        }
    }

    @Test("a wrong value is refused with the place", arguments: JobMemberCase.all)
    func refusesBad(_ sample: JobMemberCase) throws {
        for sent in sample.bad {
            let said = JobWorld.refusal { _ = try merged(try named, sample.body(sent)) }
            #expect(said == "body \(sample.path): \(sample.rule)", "\(sent)")
        }
    }

    @Test(
        "a name is compared without case, and an absent member keeps its value",
        arguments: JobMemberCase.all
    )
    func mergesByName(_ sample: JobMemberCase) throws {
        let (sent, shown) = try #require(sample.good.first)
        let members = try merged(try named, sample.body(sent))
        let upper = JobMemberCase(
            sample.path.uppercased(),
            "",
            good: [],
            bad: [],
            ""
        )
        #expect(try merged(try named, upper.body(sent)) == members)
        let later = try merged(members, #"{"unheardOf": [1], "approvedpatches": null}"#)
        guard sample.path != "approvedPatches" else { return }
        #expect(try later.at(sample.path) == JSONValue.parse(shown))
    }

    @Test("null means the default, or nothing where there is none", arguments: JobMemberCase.all)
    func readsNull(_ sample: JobMemberCase) throws {
        let (sent, shown) = try #require(sample.good.first { $0.shown != sample.fallback })
        let members = try merged(try merged(try named, sample.body(sent)), sample.body("null"))
        let expected = sample.keepsOnNull ? shown : sample.fallback
        #expect(try members.at(sample.path) == JSONValue.parse(expected))
    }

    @Test("the suites know every member that clients set")
    func coversTable() {
        let known = Set(JobMemberCase.all.map(\.path))
        let others: Set = [
            // These have suites of their own.
            "preDeployActions", "postDeployActions", "notification", "jobStartCountdown",
            "defaultJobConfiguration",
        ]
        #expect(Set(Self.paths(of: table)).subtracting(others) == known)
    }

    private static func paths(of members: [JobMember], in path: String = "") -> [String] {
        members.filter { $0.source == .client }.flatMap { member in
            if case .object(let inner) = member.value {
                return paths(of: inner, in: "\(path)\(member.name).")
            }
            return [path + member.name]
        }
    }

    @Test("what only the server sets is ignored")
    func ignoresServerMembers() throws {
        let body = """
            {"id": 7, "customerId": [], "schemaVersion": "9.9", "createdBy": "me",
             "updatedBy": {}, "deletedBy": 1, "assetCount": "many", "taggedAssetCount": true,
             "applicableAssetCount": {}, "totalAssetCount": "x", "assetResultReceivedCount": [],
             "jobTriggerStatus": 1, "completionPercent": "x", "readOnly": "no",
             "subCategory": 7, "disabledPatches": {}, "patchCount": "x", "linkedToJob": 1,
             "linkedJobs": "x"}
            """
        #expect(try merged(try named, body) == (try named))
        for member in try JobWorld.object(body).members {
            #expect(JobDocument.isSetByServer(member.key), "\(member.key)")
        }
        #expect(!JobDocument.isSetByServer("name"))
    }

    @Test("the element of a list that is wrong is named")
    func namesElement() throws {
        let lists = [
            (#"{"assetIds": ["\#(JobWorld.kiln)", "x"]}"#, "assetIds[1]: must be a UUID"),
            (#"{"remediationQids": [0]}"#, "remediationQids[0]: must be a positive whole number"),
        ]
        for (body, said) in lists {
            #expect(JobWorld.refusal { _ = try merged(try named, body) } == "body \(said)")
        }
    }

    @Test("an object must be one")
    func refusesOtherThanObjects() throws {
        for name in ["preDeployment", "postDeployment", "reattemptFailedPatches", "notification"] {
            let said = JobWorld.refusal { _ = try merged(try named, #"{"\#(name)": [1]}"#) }
            #expect(said == "body \(name): must be an object")
        }
    }
}
