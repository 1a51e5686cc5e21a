// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

/// The two queries that the vendor documents for the list of patches.
@Suite struct PatchSampleTests {
    @Test("the vendor's sample request lists its page")
    func answersTheSampleRequest() async throws {
        let visit = try await Visit()
        // "Get a list of patches for Windows Platform sorted by Vendor Severity", as it is sent.
        let sample = """
            /pm/v1/patches?havingQuery=name%3A%22Windows%22&pageNumber=0&pageSize=2\
            &platform=Windows&query=isSecurity%3A%20true%20and%20%28patchStatus%3A%5BMissing%2C\
            %20Installed%5D%20and%20isSuperseded%3A%20false%29\
            &sort=%5B%7B%22vendorSeverity%22%3A%22asc%22%7D%5D
            """
        #expect(try await visit.get(sample).rows() == [])
        // No machine of the nursery is called Windows; of those that are there it is true.
        let ours = sample.replacing("Windows%22", with: "holly%22")
        let rows = try await visit.get(ours).rows()
        #expect(rows.compactMap { $0.value("kb")?.text } == ["KB5030003", "KB5030020"])
        PatchMember.expect(PatchMember.ofPatches, of: rows)
    }

    @Test("the query that the vendor recommends finds the latest missing and installed patches")
    func answersTheRecommendedQuery() async throws {
        let visit = try await Visit()
        let query = "patchStatus:[Missing,Installed] and isSuperseded:false"
        let latest = ["KB5030003", "KB5030020", "KB5030010"]
        let path = "/pm/v1/patches?query=\(Visit.escaped(query))"
        #expect(try await visit.get(path).column("kb") == latest)
        let body = #"{"query":"\#(query)"}"#
        #expect(
            try await visit.post("/pm/v2/patches?pageSize=1000&platform=Windows", body)
                .column("kb") == latest
        )
        // On Linux nobody says what replaces what, so that it finds nothing there.
        #expect(try await visit.get("\(path)&platform=Linux").rows() == [])
    }
}
