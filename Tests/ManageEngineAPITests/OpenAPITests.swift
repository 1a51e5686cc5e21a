// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct OpenAPITests {
    @Test("the document has every endpoint with its parameters")
    func coversEndpoints() async throws {
        let answer = try await World().send(.get, "/openapi/manageengine.json")
        #expect(answer.status == 200)
        let paths = try #require(try answer.member("paths"))
        let lists = [
            "allpatchdetails", "allpatches", "allsystems", "systemreport", "viewconfig",
            "scandetails",
        ].map { ("get", "/api/1.4/patch/\($0)") }
        let actions = [
            "installpatch", "computers/scan", "computers/scanall", "approvepatch",
            "unapprovepatch", "declinepatch",
        ].map { ("post", "/api/1.4/patch/\($0)") }
        let others = [
            ("get", "/api/1.4/som/computers"), ("post", "/oauth/v2/token"),
            ("post", "/oauth/v2/token/revoke"),
        ]
        for (method, path) in lists + actions + others {
            let operation = try #require(paths.value(path)?.value(method), "\(method) \(path)")
            #expect(operation.value("summary")?.text?.isEmpty == false, "\(path)")
        }
        let own = paths.members?.members.map(\.key).filter { $0.hasPrefix("/api/1.4") } ?? []
        #expect(own.count == 13)
        let report = paths.value("/api/1.4/patch/systemreport")?.value("get")
        let names = report?.value("parameters")?.elements?.compactMap { $0.value("name")?.text }
        #expect(
            Set(names ?? []).isSuperset(of: [
                "resid", "patchstatusfilter", "approvalstatusfilter", "severityfilter",
                "platformfilter", "page", "pagelimit",
            ])
        )
    }
}
