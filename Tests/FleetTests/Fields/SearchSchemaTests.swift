// SPDX-License-Identifier: Apache-2.0
import Fleet
import Query
import Testing

/// The one table of what can be searched for.
@Suite struct SearchSchemaTests {
    @Test("no spelling names two fields")
    func hasNoConflicts() {
        #expect(SearchSchema.devices.conflicts.isEmpty)
        #expect(SearchSchema.patches.conflicts.isEmpty)
    }

    @Test(
        "two spellings of a field mean the same",
        arguments: [
            ("name: web", "hostName: web"), ("group: web", "tags.name: web"),
            ("fqdn: web", "dnsName: web"), ("isScanned: true", "scanned: true"),
        ]
    )
    func spellings(first: String, second: String) throws {
        let parser = QueryParser(SearchSchema.devices, now: 0)
        #expect(try parser.filter(first) == parser.filter(second))
    }
}
