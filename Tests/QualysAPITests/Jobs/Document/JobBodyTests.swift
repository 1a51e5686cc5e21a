// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

@testable import QualysAPI

/// What clients send in another place or under another name than the vendor's samples.
@Suite struct JobBodyTests {
    private func members(_ more: String) throws -> JSONObject {
        try JobWorld.complete(", \(more)").members
    }

    @Test("settings of the restart beside postDeployment count as inside")
    func liftsRestart() throws {
        let members = try members(
            """
            "suppressReboots": "True", "rebootCountdown": {"userMessage": "soon"},
            "rebootOption": {"deferment": {"count": 3, "interval": 30, "intervalUnit": "MINUTES"}},
            "postDeployment": {"rebootHonorOnUserLogin": true}
            """
        )
        #expect(members.flag("postDeployment.suppressReboots"))
        #expect(members.flag("postDeployment.rebootHonorOnUserLogin"))
        #expect(members.text("postDeployment.rebootCountdown.userMessage") == "soon")
        #expect(members.number("postDeployment.rebootCountdown.interval") == 15)
        #expect(members.number("postDeployment.rebootOption.deferment.interval") == 30)
    }

    @Test("what stands inside postDeployment goes before what stands beside it")
    func prefersInside() throws {
        let members = try members(
            #""suppressReboots": true, "postDeployment": {"suppressreboots": false}"#
        )
        #expect(!members.flag("postDeployment.suppressReboots"))
    }

    @Test("one text for the end is the text of what is complete")
    func readsEndText() throws {
        let members = try members(
            #""postDeployment": {"userMessage": "done", "description": "done"}"#
        )
        #expect(members.text("postDeployment.onComplete.userMessage") == "done")
        let both = try self.members(
            #""postDeployment": {"userMessage": "a", "onComplete": {"userMessage": "b"}}"#
        )
        #expect(both.text("postDeployment.onComplete.userMessage") == "b")
    }

    @Test("tagIds are assetTagIds")
    func readsTagIDs() throws {
        let members = try members(#""tagIds": ["\#(JobWorld.pits)"]"#)
        #expect(members.texts("assetTagIds") == ["\(JobWorld.pits)"])
    }

    @Test("names are compared without case", arguments: ["suppressreboots", "SUPPRESSREBOOTS"])
    func ignoresCase(_ name: String) throws {
        let members = try members(#""postdeployment": {"\#(name)": true}, "Timeout": 5"#)
        #expect(members.flag("postDeployment.suppressReboots"))
        #expect(members.number("timeout") == 5)
        #expect(try self.members(#""opportunisticdownloads": true"#).flag("opportunisticDownloads"))
    }

    @Test("a postDeployment that is no object is refused, whatever stands beside it")
    func refusesOther() {
        let said = JobWorld.refusal {
            _ = try members(#""suppressReboots": true, "postDeployment": "done""#)
        }
        #expect(said == "body postDeployment: must be an object")
    }

    @Test("a change of one part of the end leaves the others")
    func mergesEnd() throws {
        let job = try JobWorld.complete(#", "rebootCountdown": {"interval": 30}"#)
        let later = try job.merging(
            JobWorld.object(#"{"suppressReboots": true}"#),
            context: JobWorld.context
        )
        #expect(later.members.flag("postDeployment.suppressReboots"))
        #expect(later.members.number("postDeployment.rebootCountdown.interval") == 30)
    }

    @Test("members that nobody knows are ignored")
    func ignoresUnknown() throws {
        let members = try members(#""linkedJobReferenceCount": 7, "x": {"y": [1]}"#)
        #expect(try members == JobWorld.complete().members)
    }

    @Test("a job can be changed by its status alone, and without its type")
    func mergesPartly() throws {
        let job = try JobWorld.complete()
        let later = try job.merging(
            JobWorld.object(#"{"status": "disabled"}"#),
            context: JobWorld.context
        )
        #expect(!later.isEnabled)
        var expected = job.members
        expected.set("status", to: .string("Disabled"))
        #expect(later.members == expected.startingOnDemand(nil))
    }
}
