// SPDX-License-Identifier: Apache-2.0
import Query
import Testing

@testable import QualysAPI

@Suite struct ResultFieldTests {
    @Test("every field has a token, and no token two meanings")
    func isSound() {
        #expect(ResultField.schema.conflicts == [])
        for field in ResultField.allCases {
            #expect(ResultField.schema.entry(of: field) != nil, "\(field)")
        }
    }

    @Test(
        "tokens are understood with the prefixes of newer releases",
        arguments: [
            ("status", .status), ("job.status", .status), ("asset.name", .assetName),
            ("asset.operatingSystem", .operatingSystem), ("asset.tags.name", .tag),
            ("patch.id", .patchID), ("STATUSCODE", .statusCode),
        ] as [(String, ResultField)]
    )
    func understands(token: String, field: ResultField) {
        guard case .field(let found) = ResultField.schema.named(token) else {
            Issue.record("\(token) is not known")
            return
        }
        #expect(found.field == field)
    }
}
