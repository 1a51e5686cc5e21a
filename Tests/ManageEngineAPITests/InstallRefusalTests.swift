// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@Suite struct InstallRefusalTests {
    private func body(_ members: String) -> String {
        let id = Visit.id(WorldCatalogue.hammer)
        return members.isEmpty ? #"{"PatchIDs":[\#(id)]}"# : #"{"PatchIDs":[\#(id)],\#(members)}"#
    }

    /// Nothing was ordered, whatever was answered.
    private func expectNothing(_ visit: Visit, _ what: String) async throws {
        let (total, _) = try await visit.world.services.deployments.list(
            offset: 0,
            limit: 1,
            by: World.owner
        )
        #expect(total == 0, "\(what)")
    }

    @Test("what does not exist is named, and nothing is ordered")
    func namesWhatIsMissing() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        for (members, words) in [
            (#""ResourceIDs":[\#(try visit.alder),4711]"#, "device.not_found: ResourceIDs 4711"),
            (#""resourceNames":["alder","oak"]"#, "device.not_found: resourceNames oak"),
            (#""ipAddresses":["10.9.0.7","10.9.0.8"]"#, "device.not_found: ipAddresses 10.9.0.8"),
            (#""customGroups":["smiths","clerks"]"#, "group.not_found: customGroups clerks"),
            (#""remoteOffices":["Attic"]"#, "site.not_found: remoteOffices Attic"),
        ] {
            let answer = try await visit.post("patch/installpatch", body(members))
            #expect(answer.status == 200)
            #expect(try answer.member("error_code") == .string("90404"), "\(members)")
            #expect(try answer.member("error_description") == .string(words))
            #expect(try answer.member("message_type") == .string("installpatch"))
        }
        let answer = try await visit.post("patch/installpatch", #"{"PatchIDs":[4711]}"#)
        #expect(
            try answer.member("error_description") == .string("patch.not_found: patch_id 4711")
        )
        try await expectNothing(visit, "missing things")
    }

    @Test("business rules are told with HTTP 200 and a code")
    func tellsBusinessRules() async throws {
        let visit = try await Visit()
        for (members, code) in [
            ("", "90409"),  // the patch is not approved
            (#""actionToPerform":"Draft""#, "10022"), (#""deploymentType":1"#, "10022"),
            (#""modify":"true","collId":"4""#, "10022"),
            (#""installaftertime":"2030-03-28 00:00""#, "10022"),
        ] {
            let answer = try await visit.post("patch/installpatch", body(members))
            #expect(answer.status == 200)
            #expect(try answer.member("status") == .string("error"), "\(members)")
            #expect(try answer.member("error_code") == .string(code), "\(members)")
        }
        let all = try await visit.post("patch/installpatch", #"{"isOnlyApproved":"false"}"#)
        #expect(try all.member("error_code") == .string("90409"))
        try await visit.approve(WorldCatalogue.tongs)
        let tongs = #"{"PatchIDs":[\#(Visit.id(WorldCatalogue.tongs))]}"#
        let nothing = try await visit.post("patch/installpatch", tongs)
        #expect(try nothing.member("error_code") == .string("3010"))
        try await expectNothing(visit, "business rules")
    }

    @Test("members of the wrong type or range are refused by name, and nothing is ordered")
    func refusesMalformed() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        for (members, name) in [
            (#""actionToPerform":"Explode""#, "actionToPerform"),
            (#""forceRebootOption":3"#, "forceRebootOption"),
            (#""deploymentType":"x""#, "deploymentType"),
            (#""DeploymentPolicyTemplateID":-1"#, "DeploymentPolicyTemplateID"),
            (#""deadlineTime":1999999999"#, "deadlineTime"),
            (#""deadlineTime":1999999999000"#, "deadlineTime"),
            (#""deadlineTime":"soon""#, "deadlineTime"),
            (#""expirytime":"2030-03-27 17:46""#, "expirytime"),
            (#""expirytime":"2030-02-30 10:00""#, "expirytime"),
            (#""installaftertime":"tomorrow""#, "installaftertime"),
            (#""retrySettings":3"#, "retrySettings"),
            (#""retrySettings":{"noOfRetries":11}"#, "retrySettings.noOfRetries"),
            (#""retrySettings":{"logonStartupMinRetry":-1}"#, "retrySettings.logonStartupMinRetry"),
            (#""retrySettings":{"refreshMinRetry":"ten"}"#, "retrySettings.refreshMinRetry"),
            (#""retrySettings":{"enableRetrySettings":7}"#, "retrySettings.enableRetrySettings"),
            (#""ResourceIDs":[2],"customGroups":["smiths"]"#, "customGroups"),
        ] {
            let answer = try await visit.post("patch/installpatch", body(members))
            #expect(answer.status == 400, "\(members): \(answer.text)")
            #expect(try answer.member("errorCode") == .string("IAM0025"), "\(members)")
            let message = try #require(try answer.member("errorMsg")?.text)
            #expect(message.contains("parameter \(name):"), "\(message)")
        }
        try await expectNothing(visit, "malformed members")
    }

    @Test("an empty list never means everything")
    func refusesEmptyLists() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        for members in [
            #""ResourceIDs":[]"#, #""resourceids":null"#, #""customGroups":[""]"#,
            #""ipAddresses":"""#,
        ] {
            let answer = try await visit.post("patch/installpatch", body(members))
            #expect(answer.status == 400, "\(members): \(answer.text)")
        }
        for text in [#"{"PatchIDs":[]}"#, #"{"patchids":null}"#, "", "[]", "null"] {
            let answer = try await visit.post("patch/installpatch", text)
            #expect(answer.status == 400, "\(text): \(answer.text)")
        }
        try await expectNothing(visit, "empty lists")
    }

    @Test("a body in another letter case, with everything as text, is understood")
    func takesTexts() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        let members =
            #""RESOURCEIDS":"\#(try visit.alder)","DEPLOYMENTTYPE":"0","#
            + #""forcerebootoption":"1","deadlinetime":"1900000000","#
            + #""ACTIONTOPERFORM":"deploy immediately","message_version":"1.4""#
        let answer = try await visit.post("patch/installpatch", body(members))
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
        #expect(try await visit.world.alder.orders().count == 1)
    }
}
